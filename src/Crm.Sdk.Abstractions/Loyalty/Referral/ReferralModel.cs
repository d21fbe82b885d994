using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How referrals are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ReferralModel
{
    /// <summary>Who referred.</summary>
    public static FieldId Referrer { get; } = "referrer";

    /// <summary>Who was referred.</summary>
    public static FieldId Referred { get; } = "customer";

    /// <summary>When it was claimed.</summary>
    public static FieldId ClaimedAt { get; } = "claimed-at";

    /// <summary>The state's number, while it is open.</summary>
    public static FieldId OpenState { get; } = "open-state";

    /// <summary>The kind <c>referral</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Referral>("referral", static r => r.Id);
        kind.About(static r => r.Referred);
        FieldHandle<string?> programme = kind.Text("programme", static r => r.Programme, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<RecordId?> referrer = kind.Id(Referrer, static r => r.Referrer, indexed: true);
        FieldHandle<RecordId?> referred = kind.Id(Referred, static r => r.Referred, indexed: true);
        FieldHandle<string?> code = kind.Text("code", static r => r.Code, maxLength: ReferralCode.MaxLength);
        FieldHandle<Instant?> claimedAt = kind.Instant(ClaimedAt, static r => r.ClaimedAt);
        FieldHandle<string?> wallet = kind.Text("wallet", static r => r.Terms.Wallet, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<long?> referrerPoints = kind.Int("referrer-points", static r => r.Terms.ReferrerPoints);
        FieldHandle<long?> referredPoints = kind.Int("referred-points", static r => r.Terms.ReferredPoints);
        FieldHandle<long?> returnDays = kind.Int("return-days", static r => r.Terms.ReturnDays);
        var minimum = new MoneyFields<Referral>(kind, "minimum", "currency", static r => r.Terms.Minimum);
        FieldHandle<long?> perDay = kind.Int("review-from-per-day", static r => r.Terms.ReviewFromPerDay);
        FieldHandle<long?> perMonth = kind.Int("review-from-per-month", static r => r.Terms.ReviewFromPerMonth);
        FieldHandle<long?> state = kind.Int("state", static r => (long)r.State);
        kind.Computed(OpenState, FieldType.Int, static r => r.IsOpen ? FieldValue.Of((long)r.State) : FieldValue.Null, indexed: true);
        FieldHandle<string?> flag = kind.Text("flag", static r => r.Flag, maxLength: OpenCode.MaxLength);
        FieldHandle<bool?> decision = kind.Bool("decision", static r => r.Decision);
        FieldHandle<RecordId?> order = kind.Id("order", static r => r.Order);
        FieldHandle<Instant?> dueAt = kind.Instant("due-at", static r => r.DueAt);
        FieldHandle<long?> rounds = kind.Int("rounds", static r => r.Rounds);
        PartHandle<ReferralStep> steps = kind.Part<ReferralStep>("step", static r => r.Steps, static step =>
        {
            FieldHandle<long?> to = step.Int("state", static s => (long)s.State);
            FieldHandle<Instant?> at = step.Instant("at", static s => s.At);
            FieldHandle<string?> reason = step.Text("reason", static s => s.Reason, maxLength: OpenCode.MaxLength);
            FieldHandle<string?> note = step.Text("note", static s => s.Note, personal: true, maxLength: PointsTransaction.MaxReasonLength);
            return row => new ReferralStep((ReferralState)row.Need(to), row.Need(at), row.Need(reason), row.Get(note));
        });
        var origin = new OriginFields<Referral>(kind, static r => r.Origin);
        kind.StampedBy(static (r, from) => r with { Origin = from }).CheckedBy(static r => r.Check());
        return kind.ComposedBy(row => new Referral
        {
            Programme = row.Need(programme),
            Referrer = (CustomerId)row.Need(referrer),
            Referred = (CustomerId)row.Need(referred),
            Code = row.Need(code),
            ClaimedAt = row.Need(claimedAt),
            Terms = new ReferralTerms
            {
                Wallet = row.Need(wallet),
                ReferrerPoints = row.Need(referrerPoints),
                ReferredPoints = row.Need(referredPoints),
                ReturnDays = (int)row.Need(returnDays),
                Minimum = minimum.Read(row),
                ReviewFromPerDay = (int?)row.Get(perDay),
                ReviewFromPerMonth = (int?)row.Get(perMonth),
            },
            State = (ReferralState)row.Need(state),
            Flag = row.Get(flag),
            Decision = row.Get(decision),
            Order = (OrderId?)row.Get(order),
            DueAt = row.Get(dueAt),
            Rounds = (int)row.Need(rounds),
            Steps = row.Get(steps),
            Origin = origin.Read(row),
        });
    }
}
