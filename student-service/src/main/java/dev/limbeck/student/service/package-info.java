/** The student service as a process: start, stop, health, status, metrics. */
@NullMarked
package dev.limbeck.student.service;

import org.jspecify.annotations.NullMarked;
