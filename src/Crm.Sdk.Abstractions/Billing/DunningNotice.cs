using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>That an invoice has reached a dunning level, 催收记录 (CR-6): of a procedure each invoice reaches each level once.</summary>
/// <remarks>Immutable; thread-safe. Notices are only added.</remarks>
public sealed record DunningNotice
{
    /// <summary>The greatest length of a procedure's name, in UTF-16 units.</summary>
    public const int MaxProcedureLength = 60;

    /// <summary>The highest level.</summary>
    public const int MaxLevel = 9;

    /// <summary>The notice's id.</summary>
    public required DunningNoticeId Id { get; init; }

    /// <summary>Who owes.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The invoice's key.</summary>
    public required string Invoice { get; init; }

    /// <summary>The procedure's name.</summary>
    public required string Procedure { get; init; }

    /// <summary>The level, 1 to 9.</summary>
    public required int Level { get; init; }

    /// <summary>What was done, a code of <see cref="DunningActions"/> or another one.</summary>
    public required string Action { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>What was claimed; above 0.</summary>
    public required Money Amount { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    internal void Check()
    {
        Require.NotEmpty(Invoice, "dunning-notice.invoice");
        Require.NotEmpty(Procedure, "dunning-notice.procedure");
        Require.InRange(Level, 1, MaxLevel, "dunning-notice.level");
        Require.Code(Action, "dunning-notice.action");
        Require.That(Amount.MinorUnits > 0, "dunning-notice.amount", $"{Amount} is not above 0");
    }
}
