/** What every service does alike when it starts and when it ends. */
@NullMarked
package dev.limbeck.service;

import org.jspecify.annotations.NullMarked;
