/** Handwritten-like digits drawn from strokes: endless, seeded demo traffic whose style can drift. */
@NullMarked
package dev.limbeck.local.digits;

import org.jspecify.annotations.NullMarked;
