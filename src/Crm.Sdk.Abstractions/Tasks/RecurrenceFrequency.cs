namespace Crm.Sdk.Tasks;

/// <summary>The unit in which a task recurs (RFC 5545, FREQ).</summary>
public enum RecurrenceFrequency
{
    /// <summary>By days, 每天.</summary>
    Daily,

    /// <summary>By weeks, 每周.</summary>
    Weekly,

    /// <summary>By months, 每月.</summary>
    Monthly,

    /// <summary>By years, 每年.</summary>
    Yearly,
}
