/** What right means: one class for each task that can be distilled. */
@NullMarked
package dev.limbeck.contract.task;

import org.jspecify.annotations.NullMarked;
