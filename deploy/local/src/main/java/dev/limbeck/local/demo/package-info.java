/** The demonstrations: a task, its traffic, what is seen meanwhile and what came of it. */
@NullMarked
package dev.limbeck.local.demo;

import org.jspecify.annotations.NullMarked;
