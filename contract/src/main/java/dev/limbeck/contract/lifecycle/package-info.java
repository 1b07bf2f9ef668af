/**
 * A run as everybody sees it: what is asked of it ({@link dev.limbeck.contract.lifecycle.RunCommand}), what happens to it
 * ({@link dev.limbeck.contract.lifecycle.RunEvent}), what that makes of it ({@link
 * dev.limbeck.contract.lifecycle.RunState}), and what is to be done ({@link dev.limbeck.contract.lifecycle.RunOrder}).
 */
@NullMarked
package dev.limbeck.contract.lifecycle;

import org.jspecify.annotations.NullMarked;
