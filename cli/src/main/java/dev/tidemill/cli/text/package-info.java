/** Text for terminals and pipes: how wide it is, how it is cut, aligned and coloured. */
package dev.tidemill.cli.text;
