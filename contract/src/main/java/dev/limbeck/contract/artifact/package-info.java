/** Network artifacts: what is known about them, and the digests that files are known by. */
@NullMarked
package dev.limbeck.contract.artifact;

import org.jspecify.annotations.NullMarked;
