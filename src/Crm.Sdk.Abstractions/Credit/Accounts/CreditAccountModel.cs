using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>How credit accounts are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditAccountModel
{
    /// <summary>Whose it is.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The currency's code.</summary>
    public static FieldId Currency { get; } = "currency";

    /// <summary>Why it is blocked.</summary>
    public static FieldId Blocked { get; } = "blocked";

    /// <summary>The company whose limit it shares.</summary>
    public static FieldId Head { get; } = "head";

    /// <summary>The last day on which the assessment is valid.</summary>
    public static FieldId ReviewOn { get; } = "review-on";

    /// <summary>The kind <c>credit-account</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CreditAccount>("credit-account", static a => a.Id);
        kind.About(static a => a.Customer);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static a => a.Customer, indexed: true);
        FieldHandle<string?> currency = kind.Text(Currency, static a => a.Currency.Code, maxLength: 3);
        PartHandle<CreditLimitGrant> limits = kind.Part<CreditLimitGrant>("limit", static a => a.Limits, Limit);
        PartHandle<CreditSecurity> securities = kind.Part<CreditSecurity>("security", static a => a.Securities, Security);
        FieldHandle<long?> termDays = kind.Int("term-days", static a => a.TermDays);
        FieldHandle<LocalDate?> reviewOn = kind.Date(ReviewOn, static a => a.ReviewOn, indexed: true);
        FieldHandle<string?> blocked = kind.Text(Blocked, static a => a.Blocked, maxLength: CreditAccount.MaxReasonLength);
        FieldHandle<RecordId?> head = kind.Id(Head, static a => a.Head, indexed: true);
        FieldHandle<long?> sequence = kind.Int("sequence", static a => a.Sequence);
        FieldHandle<RecordId?> lastDecision = kind.Id("last-decision", static a => a.LastDecision);
        var origin = new OriginFields<CreditAccount>(kind, static a => a.Origin);
        kind.StampedBy(static (a, from) => a with { Origin = from }).CheckedBy(static a => a.Check()).Unique("customer", Customer);
        return kind.ComposedBy(row => new CreditAccount
        {
            Id = (CreditAccountId)row.Id,
            Customer = (CustomerId)row.Need(customer),
            Currency = Sdk.Currency.Parse(row.Need(currency)),
            Limits = row.Get(limits),
            Securities = row.Get(securities),
            TermDays = (int?)row.Get(termDays),
            ReviewOn = row.Get(reviewOn),
            Blocked = row.Get(blocked),
            Head = row.Get(head) is { } company ? (CustomerId)company : null,
            Sequence = row.Need(sequence),
            LastDecision = row.Get(lastDecision) is { } decision ? (CreditDecisionId)decision : null,
            Origin = origin.Read(row),
        });
    }

    private static Func<StoredRow, CreditLimitGrant> Limit(PartBuilder<CreditLimitGrant> limit)
    {
        var amount = new MoneyFields<CreditLimitGrant>(limit, "amount", "currency", static l => l.Amount);
        FieldHandle<LocalDate?> from = limit.Date("from", static l => l.From);
        FieldHandle<LocalDate?> until = limit.Date("until", static l => l.Until);
        FieldHandle<bool?> temporary = limit.Bool("temporary", static l => l.IsTemporary);
        FieldHandle<string?> reason = limit.Text("reason", static l => l.Reason, maxLength: CreditLimitGrant.MaxReasonLength);
        FieldHandle<string?> grantedBy = limit.Text("granted-by", static l => l.GrantedBy, maxLength: ActorId.MaxLength);
        FieldHandle<string?> approvedBy = limit.Text("approved-by", static l => l.ApprovedBy, maxLength: ActorId.MaxLength);
        FieldHandle<long?> grade = limit.Int("grade", static l => (long?)l.Grade);
        FieldHandle<string?> formula = limit.Text("formula", static l => l.Formula, maxLength: OpenCode.MaxLength);
        return row => new CreditLimitGrant(amount.Need(row), row.Need(from), row.Need(reason), row.Need(grantedBy), row.Need(approvedBy))
        {
            Until = row.Get(until),
            IsTemporary = row.Need(temporary),
            Grade = (CreditGrade?)row.Get(grade),
            Formula = row.Get(formula),
        };
    }

    private static Func<StoredRow, CreditSecurity> Security(PartBuilder<CreditSecurity> security)
    {
        FieldHandle<string?> type = security.Text("type", static s => s.Type, maxLength: OpenCode.MaxLength);
        var amount = new MoneyFields<CreditSecurity>(security, "amount", "currency", static s => s.Amount);
        FieldHandle<LocalDate?> from = security.Date("from", static s => s.From);
        FieldHandle<LocalDate?> until = security.Date("until", static s => s.Until);
        FieldHandle<long?> share = security.Int("share", static s => s.ShareMillionths);
        FieldHandle<string?> reference = security.Text("reference", static s => s.Reference, maxLength: CreditSecurity.MaxReferenceLength);
        return row => new CreditSecurity(row.Need(type), amount.Need(row), row.Need(from))
        {
            Until = row.Get(until),
            ShareMillionths = (int)row.Need(share),
            Reference = row.Get(reference),
        };
    }
}
