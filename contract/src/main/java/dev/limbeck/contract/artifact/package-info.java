/** Network artifacts: what is known about them and where they are kept. */
@NullMarked
package dev.limbeck.contract.artifact;

import org.jspecify.annotations.NullMarked;
