/** What a declaration points at, tried before it is declared. */
@NullMarked
package dev.limbeck.teacher.validation;

import org.jspecify.annotations.NullMarked;
