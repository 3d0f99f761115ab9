/** Small programs that show what the library can do; each is run by a test. */
package org.quantal.examples;
