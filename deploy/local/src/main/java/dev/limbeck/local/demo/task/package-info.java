/** What can be demonstrated. */
@NullMarked
package dev.limbeck.local.demo.task;

import org.jspecify.annotations.NullMarked;
