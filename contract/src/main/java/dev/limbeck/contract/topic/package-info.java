/** The names of the topics. */
@NullMarked
package dev.limbeck.contract.topic;

import org.jspecify.annotations.NullMarked;
