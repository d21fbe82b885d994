namespace Crm.Sdk.Privacy;

/// <summary>How all consents of a customer stand: one record a customer, which changes with every entry of the history. Whoever relies on a consent names its version in the commit, so that a withdrawal in between undoes it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ConsentStanding
{
    /// <summary>The id, which follows from the customer.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The consents, one for each purpose and channel, by purpose and channel.</summary>
    public ValueList<Consent> Consents { get; init; }

    /// <summary>The id of a customer's record.</summary>
    public static RecordId IdOf(CustomerId customer) => new(NamedGuid.Of("consent-standing", customer.ToString()));

    /// <summary>The record with one entry more. The order in which entries are added does not count, only when the customer said them.</summary>
    /// <param name="entry">The entry.</param>
    public ConsentStanding With(ConsentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var said = new Consent(entry.Purpose, entry.Channel, entry.State, entry.At, entry.Id);
        Consent? before = Consents.FirstOrDefault(consent => consent.Purpose == entry.Purpose && consent.Channel == entry.Channel);
        return before is not null && !said.IsAfter(before) ? this : this with
        {
            Consents = Consents.Where(consent => consent != before).Append(said).OrderBy(static c => c.Purpose, StringComparer.Ordinal).ThenBy(static c => c.Channel, StringComparer.Ordinal).ToValueList(),
        };
    }

    /// <summary>What counts for a purpose and a channel: of everything that was said of it, of every channel or of every purpose, the last; null where nothing was said.</summary>
    /// <param name="permissions">The records of one customer and of all that were merged into it.</param>
    /// <param name="purpose">The purpose.</param>
    /// <param name="channel">The channel.</param>
    public static Consent? Deciding(IEnumerable<ConsentStanding> permissions, string purpose, string channel)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        Consent? last = null;
        foreach (Consent consent in permissions.SelectMany(static permission => permission.Consents).Where(consent => consent.AppliesTo(purpose, channel)))
        {
            last = last is null || consent.IsAfter(last) ? consent : last;
        }

        return last;
    }
}
