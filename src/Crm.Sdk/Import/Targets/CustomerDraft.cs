using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>What the rows of one customer say; a later row overrides an earlier one.</summary>
internal sealed class CustomerDraft(string key, AttributeCatalogue attributes) : Draft(key)
{
    private IReadOnlyList<DraftReference> _references = [];

    /// <summary>What is known of attributes.</summary>
    public AttributeCatalogue Declared => attributes;

    public CustomerKind? Kind { get; set; }

    public string? Name { get; set; }

    public string? GivenName { get; set; }

    public string? FamilyName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Street { get; set; }

    public string? City { get; set; }

    public string? PostalCode { get; set; }

    public BirthDate? Birth { get; set; }

    public Gender Gender { get; set; }

    public string? Region { get; set; }

    public string? Country { get; set; }

    public GeoPoint? Point { get; set; }

    public string? Industry { get; set; }

    public string? Owner { get; set; }

    public string? Source { get; set; }

    public string? Zone { get; set; }

    public string? Language { get; set; }

    public ValueList<string> Tags { get; set; }

    public ValueList<ContactPoint> ContactPoints { get; set; }

    public ContactPointState EmailState { get; set; }

    public LocalDate? EmailStateSince { get; set; }

    public ContactPointState PhoneState { get; set; }

    public LocalDate? PhoneStateSince { get; set; }

    public string? Team { get; set; }

    public string? Territory { get; set; }

    public string? Campaign { get; set; }

    public string? Relationship { get; set; }

    public string? Currency { get; set; }

    public ValueList<FurtherAddress> Addresses { get; set; }

    public ValueList<InformationSource> Sources { get; set; }

    public CustomerState? State { get; set; }

    /// <summary>The key of the customer into which this one was merged.</summary>
    public string? MergedInto { get; private set; }

    public override IReadOnlyList<DraftReference> References => _references;

    /// <summary>The custom attributes that the rows speak of, null for those without value.</summary>
    public Dictionary<string, string?>? Attributes { get; set; }

    /// <summary>Which targets the rows say something on, by place.</summary>
    public long Given { get; set; }

    public bool Says(int target) => (Given & (1L << target)) != 0;

    public bool SaysAny(params ReadOnlySpan<int> targets)
    {
        foreach (int target in targets)
        {
            if (Says(target))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Names the customer into which this one was merged.</summary>
    public void MergeInto(string? survivor)
    {
        MergedInto = survivor;
        _references = survivor is null ? [] : [new DraftReference(CustomerColumns.MergedInto, CustomerModel.Kind, survivor)];
    }
}
