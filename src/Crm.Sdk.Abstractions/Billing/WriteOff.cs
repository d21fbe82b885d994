using NodaTime;

namespace Crm.Sdk.Billing;

/// <summary>What is given up of an invoice, 坏账核销: it is not owed any more from the day on (CR-6).</summary>
/// <remarks>Immutable; thread-safe. One that was wrong is removed; the history keeps it.</remarks>
public sealed record WriteOff
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of the note, in UTF-16 units.</summary>
    public const int MaxNoteLength = 1_000;

    /// <summary>The greatest length of a name, in UTF-16 units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The write-off's id.</summary>
    public required WriteOffId Id { get; init; }

    /// <summary>The key by which other systems know it; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>Who owed it.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The invoice's key.</summary>
    public required string Invoice { get; init; }

    /// <summary>How much, in the invoice's currency and with its sign; not 0.</summary>
    public required Money Amount { get; init; }

    /// <summary>From which day on it is not owed.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>Why, a code of <see cref="WriteOffReasons"/> or another one.</summary>
    public required string Reason { get; init; }

    /// <summary>The second person who agreed, other than who wrote it off; null only where another system does not say.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>More about it.</summary>
    public string? Note { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new write-off.</summary>
    /// <param name="customer">Who owed it.</param>
    /// <param name="invoice">The invoice's key.</param>
    /// <param name="amount">How much.</param>
    /// <param name="day">From which day on.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="CrmException">CRM1030: the amount is 0, the invoice's key is empty, or the reason is no code.</exception>
    public static WriteOff Of(CustomerId customer, string invoice, Money amount, LocalDate day, string reason)
    {
        var writeOff = new WriteOff { Id = WriteOffId.New(), Customer = customer, Invoice = invoice, Amount = amount, Day = day, Reason = reason };
        writeOff.Check();
        return writeOff;
    }

    internal void Check()
    {
        Require.NotEmpty(Invoice, "write-off.invoice");
        Require.That(Amount.MinorUnits != 0, "write-off.amount", "nothing is written off");
        Require.Code(Reason, "write-off.reason");
        Require.NotEmpty(ApprovedBy, "write-off.approved-by");
    }
}
