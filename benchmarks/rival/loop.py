"""The loop that a user would write: a Kafka client, a teacher and a student in PyTorch, one process.

Usage: loop.py BOOTSTRAP_SERVERS TOPIC RECORDS WARM_UP THREADS. Prints the seconds from record WARM_UP to record RECORDS,
by the clock and of processor time. The teacher labels every record; the student learns from all but one of twenty.
Nothing is promised by it: no checkpoint, no transactions, no deduplication, no dead letters, no evaluation.
"""
import sys
import time
import zlib

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
HELD_OUT_ONE_OF = 20


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
    described = pool.FindMessageTypeByName("rival.Record")
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(described)
    return message_factory.MessageFactory(pool).GetPrototype(described)


def consumer(servers, topic):
    opened = Consumer({"bootstrap.servers": servers, "group.id": "rival", "enable.auto.commit": False})
    partitions = opened.list_topics(topic).topics[topic].partitions
    opened.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for partition in partitions])
    return opened


def learns_from(message):
    return zlib.crc32(message.key()) % HELD_OUT_ONE_OF > 0


def main():
    servers, topic, records, warm_up = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    torch.set_num_threads(int(sys.argv[5]))
    torch.manual_seed(1)
    teacher, student = network("cnn-32x128").eval(), network("cnn-8")
    optimizer = torch.optim.Adam(student.parameters(), lr=0.001)
    record, source = record_class(), consumer(servers, topic)
    done, start, start_processor = 0, time.perf_counter(), time.process_time()
    print(f"torch {torch.__version__}", flush=True)
    while done < records:
        messages = source.consume(BATCH_SIZE, 10)
        if len(messages) < BATCH_SIZE:
            sys.exit(f"{topic} had {done + len(messages)} records, needed are {records}")
        pixels = b"".join([record.FromString(message.value()).input.values for message in messages])
        inputs = torch.frombuffer(bytearray(pixels), dtype=torch.uint8).view(-1, 1, 28, 28)
        inputs = (inputs.float() - 33.3) / 78.6
        with torch.no_grad():
            soft_targets = teacher(inputs)
        trained = torch.tensor([learns_from(message) for message in messages])
        unlabelled = torch.full((int(trained.sum()),), -1)
        optimizer.zero_grad()
        loss_of(student(inputs[trained]), soft_targets[trained], unlabelled).backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), GRADIENT_CLIP)
        optimizer.step()
        if done < warm_up <= done + BATCH_SIZE:
            start, start_processor = time.perf_counter(), time.process_time()
        done += BATCH_SIZE
    print(time.perf_counter() - start, time.process_time() - start_processor, flush=True)
    source.close()


if __name__ == "__main__":
    main()
