/** Whether this machine can run Limbeck. */
@NullMarked
package dev.limbeck.local.doctor;

import org.jspecify.annotations.NullMarked;
