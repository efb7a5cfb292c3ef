package dev.tidemill.model.value;

import java.math.BigDecimal;

/** An amount of money; AWS's list prices and budgets are in US dollars. */
public record Money(BigDecimal amount, String currency) {}
