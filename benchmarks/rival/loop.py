"""The loop that a user would write: a Kafka client, a teacher and a student in PyTorch, one process.

Usage: loop.py BOOTSTRAP_SERVERS TOPIC RECORDS WARM_UP. Prints the seconds from record WARM_UP to record RECORDS.
Nothing is promised by it: no checkpoint, no transactions, no deduplication, no dead letters, no held-out set.
"""
import sys
import time

try:
    import torch
    from confluent_kafka import Consumer, TopicPartition, OFFSET_BEGINNING
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
except ImportError as missing:
    print(f"{missing.name} is not installed", flush=True)
    sys.exit(3)

from networks import network
from step import GRADIENT_CLIP, loss_of

BATCH_SIZE = 64


def record_class():
    """The part of limbeck/v1/records.proto that is needed here."""
    file = descriptor_pb2.FileDescriptorProto(name="records.proto", package="rival", syntax="proto3")
    fields = descriptor_pb2.FieldDescriptorProto
    tensor = file.message_type.add(name="Tensor")
    tensor.field.add(name="values", number=3, type=fields.TYPE_BYTES, label=fields.LABEL_OPTIONAL)
    record = file.message_type.add(name="Record")
    record.field.add(name="input", number=3, type=fields.TYPE_MESSAGE, type_name=".rival.Tensor",
                     label=fields.LABEL_OPTIONAL)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName("rival.Record"))


def consumer(servers, topic):
    opened = Consumer({"bootstrap.servers": servers, "group.id": "rival", "enable.auto.commit": False})
    partitions = opened.list_topics(topic).topics[topic].partitions
    opened.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for partition in partitions])
    return opened


def main():
    servers, topic, records, warm_up = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    torch.manual_seed(1)
    teacher, student = network("cnn-32x128").eval(), network("cnn-8")
    optimizer = torch.optim.Adam(student.parameters(), lr=0.001)
    unlabelled = torch.full((BATCH_SIZE,), -1)
    record, source = record_class(), consumer(servers, topic)
    done, start = 0, time.perf_counter()
    print(f"torch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
    while done < records:
        messages = source.consume(BATCH_SIZE, 10)
        if len(messages) < BATCH_SIZE:
            break
        pixels = b"".join(record.FromString(message.value()).input.values for message in messages)
        inputs = torch.frombuffer(bytearray(pixels), dtype=torch.uint8).view(-1, 1, 28, 28)
        inputs = (inputs.float() - 33.3) / 78.6
        with torch.no_grad():
            soft_targets = teacher(inputs)
        optimizer.zero_grad()
        loss_of(student(inputs), soft_targets, unlabelled).backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), GRADIENT_CLIP)
        optimizer.step()
        if done < warm_up <= done + BATCH_SIZE:
            start = time.perf_counter()
        done += BATCH_SIZE
    source.close()
    print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
