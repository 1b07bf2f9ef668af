/** Where a teacher comes from: brought, kept from before, or trained here, and always measured. */
@NullMarked
package dev.limbeck.teacher.training;

import org.jspecify.annotations.NullMarked;
