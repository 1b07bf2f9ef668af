@org.jspecify.annotations.NullMarked
package dev.limbeck.local.doctor;
