namespace Crm.Sdk.Reports;

/// <summary>The sections of the report on a customer base.</summary>
[Flags]
public enum CustomerBaseParts
{
    /// <summary>Key figures and definitions only.</summary>
    None = 0,

    /// <summary>Revenue by month.</summary>
    Revenue = 1,

    /// <summary>Customers and revenue by recency and frequency.</summary>
    Rfm = 2,

    /// <summary>Customers and revenue by label, dimension by dimension.</summary>
    Composition = 4,

    /// <summary>Retention of cohorts: those who came back, by the month of their first order.</summary>
    Retention = 8,

    /// <summary>How much of the revenue comes from the best customers.</summary>
    Concentration = 16,

    /// <summary>What sales are composed of, how often customers buy, what orders hold; only where <see cref="CustomerBase.Transactions"/> is known.</summary>
    Transactions = 32,

    /// <summary>Expected against actual purchases; only where <see cref="CustomerBase.Tracking"/> is known.</summary>
    Tracking = 64,

    /// <summary>How unevenly profit is spread over customers, losses included; only where <see cref="CustomerBase.Profit"/> is known.</summary>
    Profit = 128,

    /// <summary>Every section.</summary>
    All = Revenue | Rfm | Composition | Retention | Concentration | Transactions | Tracking | Profit,
}
