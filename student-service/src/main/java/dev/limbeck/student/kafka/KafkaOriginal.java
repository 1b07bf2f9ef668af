package dev.limbeck.student.kafka;

import dev.limbeck.student.batch.Original;
import org.apache.kafka.clients.consumer.ConsumerRecord;

record KafkaOriginal(ConsumerRecord<byte[], byte[]> record) implements Original {}
