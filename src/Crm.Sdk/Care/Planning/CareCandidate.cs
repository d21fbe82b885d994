using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Organization;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>A customer with an occasion, on the way to a message.</summary>
internal sealed class CareCandidate(Customer customer, DueOccasion due, Employee? owner, Instant notBefore)
{
    public Customer Customer => customer;

    public DueOccasion Due => due;

    public Employee? Owner => owner;

    public Instant NotBefore => notBefore;

    /// <summary>The channels by which a text can go that could be put together, in the order of the plan.</summary>
    public List<(ChannelDescriptor Channel, RenderedMessage Message)> Texts { get; } = [];

    /// <summary>What spoke against the first channel; the others are tried all the same.</summary>
    public Reason? Refusal { get; set; }
}
