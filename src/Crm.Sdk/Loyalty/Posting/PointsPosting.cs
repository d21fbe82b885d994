using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What is to be posted to the points ledger, once for ever under its key: posted again, it gives the first answer.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PointsPosting
{
    /// <summary>The greatest number of points of one posting.</summary>
    public const long MaxPoints = 1_000_000_000_000;

    private PointsPosting()
    {
    }

    /// <summary>What it asks for.</summary>
    public PostingKind Kind { get; private init; }

    /// <summary>The key, unique within the programme: such as the document, its line and what is posted for it.</summary>
    public string Key { get; private init; } = string.Empty;

    /// <summary>The programme's code.</summary>
    public string Programme { get; init; } = LoyaltyProgramme.DefaultCode;

    /// <summary>The wallet's code.</summary>
    public string Wallet { get; init; } = PointsWallet.Main;

    /// <summary>Whose points; of a posting that names an earlier one it is not asked.</summary>
    public CustomerId Customer { get; private init; }

    /// <summary>How many points, above 0; of a correction also below 0; null for all that is left of what is reversed or captured.</summary>
    public long? Points { get; private init; }

    /// <summary>When it happened; null for now.</summary>
    public Instant? At { get; init; }

    /// <summary>What it is for, such as an order's number.</summary>
    public string? Reference { get; init; }

    /// <summary>Why, in the actor's words; a correction needs it.</summary>
    public string? Reason { get; init; }

    /// <summary>The key of the posting that is reversed, captured or released.</summary>
    public string? Original { get; private init; }

    /// <summary>Who gets the points of a transfer.</summary>
    public CustomerId? To { get; private init; }

    /// <summary>When a hold runs out; null for what its wallet says.</summary>
    public Instant? Until { get; init; }

    /// <summary>When earned points become spendable; null for what their wallet says.</summary>
    public Instant? MaturesAt { get; init; }

    /// <summary>The last day on which earned points can be spent; null for what their wallet says.</summary>
    public LocalDate? ExpiresOn { get; init; }

    /// <summary>Gives points that were earned.</summary>
    public static PointsPosting Earn(string key, CustomerId customer, long points) => new() { Kind = PostingKind.Earn, Key = key, Customer = customer, Points = points };

    /// <summary>Spends points: those first that lapse soonest.</summary>
    public static PointsPosting Redeem(string key, CustomerId customer, long points) => new() { Kind = PostingKind.Redeem, Key = key, Customer = customer, Points = points };

    /// <summary>Sets points aside for a redemption, which <see cref="Capture"/> or <see cref="Release"/> ends.</summary>
    public static PointsPosting Hold(string key, CustomerId customer, long points) => new() { Kind = PostingKind.Hold, Key = key, Customer = customer, Points = points };

    /// <summary>Redeems points that were set aside; what is left over becomes spendable again.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hold">The hold's key.</param>
    /// <param name="points">How many; null for all.</param>
    public static PointsPosting Capture(string key, string hold, long? points = null) => new() { Kind = PostingKind.Capture, Key = key, Original = hold, Points = points };

    /// <summary>Makes points that were set aside spendable again.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hold">The hold's key.</param>
    public static PointsPosting Release(string key, string hold) => new() { Kind = PostingKind.Release, Key = key, Original = hold };

    /// <summary>Takes an earlier posting back: earned points as the wallet's policy says, redeemed ones into the lots that they came from.</summary>
    /// <param name="key">The key.</param>
    /// <param name="original">The key of an earning, a redemption, a capture, a correction, or of a reversal, which is taken back as a whole.</param>
    /// <param name="points">How many; null for all that is left.</param>
    public static PointsPosting Reverse(string key, string original, long? points = null) => new() { Kind = PostingKind.Reverse, Key = key, Original = original, Points = points };

    /// <summary>Corrects by hand.</summary>
    /// <param name="key">The key.</param>
    /// <param name="customer">Whose points.</param>
    /// <param name="points">How many are added, or below 0 taken.</param>
    /// <param name="reason">Why.</param>
    public static PointsPosting Adjust(string key, CustomerId customer, long points, string reason) =>
        new() { Kind = PostingKind.Adjust, Key = key, Customer = customer, Points = points, Reason = reason };

    /// <summary>Passes points on to another member; they lapse when they would have.</summary>
    public static PointsPosting Transfer(string key, CustomerId from, CustomerId to, long points) =>
        new() { Kind = PostingKind.Transfer, Key = key, Customer = from, To = to, Points = points };

    internal void Check()
    {
        const string Where = "points-posting";
        _ = CanonicalText.Require(Key, PointsTransaction.MaxKeyLength, $"{Where}.key");
        That(Key.Length > 0, "it has no key; give one that says what is posted for which document");
        bool signed = Kind == PostingKind.Adjust;
        bool optional = Kind is PostingKind.Reverse or PostingKind.Capture or PostingKind.Release;
        That(Points is null ? optional : signed ? Points != 0 && Math.Abs(Points.Value) <= MaxPoints : Points is > 0 and <= MaxPoints, $"{Points} points; give a whole number of 1 to {MaxPoints}{(signed ? ", or below 0 to take points" : string.Empty)}");
        That(!signed || !string.IsNullOrWhiteSpace(Reason), "a correction says why");
        That(Kind != PostingKind.Transfer || To != Customer, "points go to another member, not to the same");
        That(Kind is PostingKind.Earn or PostingKind.Adjust || (MaturesAt is null && ExpiresOn is null), "only points that come can have a day from which on or until which they can be spent");
        That(Kind == PostingKind.Hold || Until is null, "only a hold runs out");
        Length(Reference, PointsTransaction.MaxKeyLength, "reference");
        Length(Reason, PointsTransaction.MaxReasonLength, "reason");
        Length(Original, PointsTransaction.MaxKeyLength, "original");

        void That(bool holds, string rule)
        {
            if (!holds)
            {
                throw new CrmException(LoyaltyErrorCodes.BadPosting, $"Posting '{Key}' ({Kind}): {rule}.");
            }
        }

        static void Length(string? text, int max, string field)
        {
            if (text is not null)
            {
                _ = CanonicalText.Require(text, max, $"{Where}.{field}");
            }
        }
    }
}
