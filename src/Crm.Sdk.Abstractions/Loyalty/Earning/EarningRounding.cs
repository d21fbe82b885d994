namespace Crm.Sdk.Loyalty;

/// <summary>How a rule's points for an order become a whole number. It is done once an order: over all its lines that the rule counts, after the tier's factor.</summary>
public enum EarningRounding
{
    /// <summary>Only full steps of the amount count; what the tier's factor makes of them is rounded down. Source: the collection factor of ERPNext.</summary>
    FullSteps = 0,

    /// <summary>The exact points are rounded down.</summary>
    Down = 1,

    /// <summary>To the nearest whole number, halves away from zero.</summary>
    Nearest = 2,

    /// <summary>The exact points are rounded up.</summary>
    Up = 3,
}
