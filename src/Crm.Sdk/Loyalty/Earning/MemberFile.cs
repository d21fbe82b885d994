using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What a run knows of a member: its records, its documents in the order of time, its tier.</summary>
internal sealed class MemberFile(LoyaltySubject subject, Customer customer)
{
    private ILookup<Guid, DocumentRef>? _returns;

    public LoyaltySubject Subject => subject;

    public Customer Customer => customer;

    /// <summary>The membership: the customer's own, or else the earliest of those merged into it; null where there is none.</summary>
    public LoyaltyMembership? Membership { get; set; }

    /// <summary>From when on the customer is a member; null where it is none.</summary>
    public Instant? JoinedAt { get; set; }

    /// <summary>Until when; null while it lasts.</summary>
    public Instant? LeftAt { get; set; }

    public List<TierDecision> Decisions { get; } = [];

    /// <summary>The documents, sorted once all are there.</summary>
    public List<DocumentRef> Documents { get; } = [];

    public TierWalk? Tiers { get; set; }

    /// <summary>The returns of a sale in the order of time.</summary>
    public IEnumerable<DocumentRef> ReturnsOf(Guid sale) => (_returns ??= Documents.Where(static document => document.ReturnOf != Guid.Empty).ToLookup(static document => document.ReturnOf))[sale];

    /// <summary>Forgets what was before an instant, as if the programme had begun then.</summary>
    public void BeginAt(Instant start, LoyaltyEnrolment enrolment)
    {
        _ = Documents.RemoveAll(document => document.At < start);
        Decisions.Clear();
        if (enrolment == LoyaltyEnrolment.FirstOrder)
        {
            (Membership, JoinedAt, LeftAt) = (null, null, null);
        }
    }

    public EarningMember ToMember(DateTimeZone zone) => new(customer, JoinedAt!.Value.InZone(zone).Date);
}
