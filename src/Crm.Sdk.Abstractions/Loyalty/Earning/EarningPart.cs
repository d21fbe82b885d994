namespace Crm.Sdk.Loyalty;

/// <summary>What a rule gave for a line of an order, or for a document as a whole: which amount, which factor, what a cap took away.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EarningPart
{
    /// <summary>The rule's code.</summary>
    public required string Rule { get; init; }

    /// <summary>The wallet.</summary>
    public required string Wallet { get; init; }

    /// <summary>The line's place in the order; null for the document as a whole.</summary>
    public int? Line { get; init; }

    /// <summary>The amount that earned, in minor units of the order's currency; 0 for an event.</summary>
    public long Base { get; init; }

    /// <summary>How much of <see cref="Base"/> has come back.</summary>
    public long Back { get; init; }

    /// <summary>The tier's factor in millionths; 1,000,000 for none.</summary>
    public long Factor { get; init; } = 1_000_000;

    /// <summary>The points given: of those of the rule for the whole order, which were rounded once, the line's share by largest remainder.</summary>
    public long Points { get; init; }

    /// <summary>How many points a cap took away.</summary>
    public long Cut { get; init; }

    /// <summary>Which cap took most of them; null where none did.</summary>
    public EarningCapScope? Cap { get; init; }

    internal void Check()
    {
        const string Where = "points-earning.part";
        Require.That(Points >= 0 && Cut >= 0, Where, $"{Points} points and {Cut} cut are 0 or more");
        Require.That(Back >= 0 && (Back == 0 || Back <= Base), Where, $"{Back} of {Base} cannot have come back");
        Require.Defined(Cap, Where);
    }
}
