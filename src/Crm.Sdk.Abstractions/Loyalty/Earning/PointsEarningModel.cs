using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How earnings are stored. The postings of the ledger are their history, so they keep no revisions.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class PointsEarningModel
{
    /// <summary>Whose points they are.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The programme's code.</summary>
    public static FieldId Programme { get; } = "programme";

    /// <summary>When the document happened.</summary>
    public static FieldId OccurredAt { get; } = "occurred-at";

    /// <summary>The kind <c>points-earning</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<PointsEarning>("points-earning", static e => e.Id);
        kind.About(static e => e.Customer).WithoutHistory();
        FieldHandle<RecordId?> customer = kind.Id(Customer, static e => e.Customer, indexed: true);
        FieldHandle<string?> programme = kind.Text(Programme, static e => e.Programme, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<long?> version = kind.Int("programme-version", static e => e.ProgrammeVersion);
        FieldHandle<long?> source = kind.Int("source", static e => (long)e.Source);
        FieldHandle<RecordId?> document = kind.Id("document", static e => e.Document);
        FieldHandle<string?> reference = kind.Text("reference", static e => e.Reference, maxLength: PointsTransaction.MaxKeyLength);
        FieldHandle<Instant?> occurredAt = kind.Instant(OccurredAt, static e => e.OccurredAt);
        FieldHandle<string?> tier = kind.Text("tier", static e => e.Tier, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> outcome = kind.Text("outcome", static e => e.Outcome, maxLength: OpenCode.MaxLength);
        FieldHandle<long?> changes = kind.Int("changes", static e => e.Changes);
        FieldHandle<string?> digest = kind.Text("digest", static e => e.Digest.Length == 0 ? null : e.Digest, maxLength: PointsEarning.DigestLength);
        FieldHandle<string?> returns = kind.Text("returns-digest", static e => e.ReturnsDigest, maxLength: PointsEarning.DigestLength);
        PartHandle<EarningPart> parts = kind.Part<EarningPart>("part", static e => e.Parts, Part);
        PartHandle<EarningPosting> postings = kind.Part<EarningPosting>("posting", static e => e.Postings, static posting =>
        {
            FieldHandle<string?> key = posting.Text("key", static p => p.Key, maxLength: PointsTransaction.MaxKeyLength);
            FieldHandle<string?> wallet = posting.Text("wallet", static p => p.Wallet, maxLength: LoyaltyProgramme.MaxCodeLength);
            FieldHandle<long?> points = posting.Int("points", static p => p.Points);
            FieldHandle<long?> reversed = posting.Int("reversed", static p => p.Reversed);
            return row => new EarningPosting(row.Need(key), row.Need(wallet), row.Need(points), row.Need(reversed));
        });
        var origin = new OriginFields<PointsEarning>(kind, static e => e.Origin);
        kind.StampedBy(static (e, from) => e with { Origin = from }).CheckedBy(static e => e.Check());
        return kind.ComposedBy(row => new PointsEarning
        {
            Id = (PointsEarningId)row.Id,
            Customer = (CustomerId)row.Need(customer),
            Programme = row.Need(programme),
            ProgrammeVersion = (int)row.Need(version),
            Source = (EarningSource)row.Need(source),
            Document = row.Need(document),
            Reference = row.Get(reference),
            OccurredAt = row.Need(occurredAt),
            Tier = row.Get(tier),
            Outcome = row.Get(outcome),
            Changes = (int)row.Need(changes),
            Digest = row.Get(digest) ?? string.Empty,
            ReturnsDigest = row.Get(returns),
            Parts = row.Get(parts),
            Postings = row.Get(postings),
            Origin = origin.Read(row),
        });
    }

    private static Func<StoredRow, EarningPart> Part(PartBuilder<EarningPart> part)
    {
        FieldHandle<string?> rule = part.Text("rule", static p => p.Rule, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> wallet = part.Text("wallet", static p => p.Wallet, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<long?> line = part.Int("line", static p => p.Line);
        FieldHandle<long?> amount = part.Int("base", static p => p.Base);
        FieldHandle<long?> back = part.Int("back", static p => p.Back);
        FieldHandle<long?> factor = part.Int("factor", static p => p.Factor);
        FieldHandle<long?> points = part.Int("points", static p => p.Points);
        FieldHandle<long?> cut = part.Int("cut", static p => p.Cut);
        FieldHandle<long?> cap = part.Int("cap", static p => (long?)p.Cap);
        return row => new EarningPart
        {
            Rule = row.Need(rule),
            Wallet = row.Need(wallet),
            Line = (int?)row.Get(line),
            Base = row.Need(amount),
            Back = row.Need(back),
            Factor = row.Need(factor),
            Points = row.Need(points),
            Cut = row.Need(cut),
            Cap = (EarningCapScope?)row.Get(cap),
        };
    }
}
