/** What an operator sees: status, health, metrics. */
@NullMarked
package dev.limbeck.teacher.operation;

import org.jspecify.annotations.NullMarked;
