/** Which replica has which student: Kafka's group protocol decides, by who has which partition. */
@NullMarked
package dev.limbeck.student.placement;

import org.jspecify.annotations.NullMarked;
