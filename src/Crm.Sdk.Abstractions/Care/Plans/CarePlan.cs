using Crm.Sdk.Segments;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>A care plan, 关怀计划: who is cared for, when, and how (CA-1).</summary>
/// <remarks>Immutable and thread-safe. As JSON: <see cref="CarePlanJson"/>.</remarks>
public sealed record CarePlan
{
    /// <summary>The greatest length of a name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>The name by which people and messages refer to it: ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether runs plan it; one that rests can still be previewed.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Who is cared for; everybody where null.</summary>
    public Segment? Segment { get; init; }

    /// <summary>When.</summary>
    public required CareTriggerSettings Trigger { get; init; }

    /// <summary>The time of day by the customer's clock from which on a message goes out; the beginning of the day where null.</summary>
    public LocalTime? At { get; init; }

    /// <summary>The message that is sent; null where a task is made.</summary>
    public CareMessage? Message { get; init; }

    /// <summary>The task that is made; null where a message is sent.</summary>
    public CareTask? Task { get; init; }

    /// <summary>Whether the message goes to the customer's owner, as a reminder, and not to the customer.</summary>
    public bool ToOwner { get; init; }

    /// <summary>How much it matters, 0 to 100: plans of greater priority are planned first, and caps hold them back last. 50 by default.</summary>
    public int Priority { get; init; } = 50;

    /// <summary>How many days later an occasion that a run missed is still cared for, 0 to 60; 2 by default.</summary>
    public int CatchUpDays { get; init; } = 2;

    /// <summary>How many per cent of the customers are left alone, so that it can be measured what the plan does: 0 to 50, none by default. It is the same customers each time, drawn by lot.</summary>
    public int HoldoutPercent { get; init; }

    /// <summary>Which workdays an occasion is moved to that falls on a day of rest; none where null.</summary>
    public WorkdayShift? Workdays { get; init; }
}
