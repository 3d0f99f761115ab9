package org.quantal.rate.density;
