/** Whether a stream of numbers is still what it was. No state beside the detectors' own, no framework. */
@NullMarked
package dev.limbeck.evaluator.drift;

import org.jspecify.annotations.NullMarked;
