using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Self-service of customers over sessions.</summary>
/// <inheritdoc cref="ICustomerSelfService"/>
public sealed class SelfService : ICustomerSelfService
{
    /// <summary>The fields beside attributes that a customer can be allowed to correct.</summary>
    public static readonly ValueList<string> Correctable =
        ["address.city", "address.postal-code", "address.street", "birth", "country", "email", "language", "name", "phone", "zone"];

    private const string ActorPrefix = "customer:";
    private const int MaxTake = 100;

    private readonly ICrm _crm;
    private readonly ICustomerDirectory _directory;
    private readonly CustomerIdentity _identity;
    private readonly AttributeCatalogue _attributes;
    private readonly SelfServiceOptions _options;
    private readonly IClock _clock;
    private readonly CardSums _sums;
    private readonly CardLists _lists;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">The way in.</param>
    /// <param name="store">The store.</param>
    /// <param name="directory">Leads merged customers to their survivors.</param>
    /// <param name="identity">Knows which customers were merged into one.</param>
    /// <param name="attributes">The attributes, which check what is corrected.</param>
    /// <param name="clock">Says what day it is.</param>
    /// <param name="options">What customers may see and correct.</param>
    /// <exception cref="CrmException">CRM1030: a field is allowed that no customer can correct.</exception>
    public SelfService(ICrm crm, ICrmStore store, ICustomerDirectory directory, CustomerIdentity identity, AttributeCatalogue attributes, IClock clock, IOptions<SelfServiceOptions> options)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(options);
        (_crm, _directory, _identity, _attributes, _clock, _options) = (crm, directory, identity, attributes, clock, options.Value);
        if (_options.Editable.FirstOrDefault(field => !Correctable.Contains(field) && !field.StartsWith(AttributeDefinition.Prefix, StringComparison.Ordinal)) is { } wrong)
        {
            throw new CrmException(ErrorCodes.BadValue, $"self-service: '{wrong}' is no field that customers can correct; allow some of {string.Join(", ", Correctable)} and attributes.");
        }

        (_sums, _lists) = (new CardSums(store), new CardLists(store, crm.Model, new CardLimits { Others = MaxTake }));
    }

    /// <summary>The actor as which a customer acts for himself.</summary>
    /// <param name="customer">The customer.</param>
    public static ActorId ActorOf(CustomerId customer) => new($"{ActorPrefix}{customer}");

    /// <inheritdoc/>
    public async Task<SelfServiceView> ViewAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asOf);
        await using ICrmSession session = _crm.OpenSession(scope);
        Customer customer = await SelfAsync(session, cancellationToken).ConfigureAwait(false);
        var call = new CardCall(scope, await _identity.MembersAsync(scope, customer.Id, cancellationToken).ConfigureAwait(false), asOf);
        ValueList<CardItem> items = await _lists.ItemsAsync(call, cancellationToken).ConfigureAwait(false);
        return new SelfServiceView(
            ProfileOf(customer),
            await _sums.OrdersAsync(call, cancellationToken).ConfigureAwait(false),
            items.Select(static item => item with { Item = item.Item with { UsageNotes = null, Origin = null } }).ToValueList(),
            _options.Editable.Order(StringComparer.Ordinal).ToValueList());
    }

    /// <inheritdoc/>
    public async Task<CrmPage<Order>> OrdersAsync(CrmScope scope, PageCursor? after, int take, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        Customer customer = await SelfAsync(session, cancellationToken).ConfigureAwait(false);
        FieldValue[] self = [.. (await _identity.MembersAsync(scope, customer.Id, cancellationToken).ConfigureAwait(false)).Select(static member => FieldValue.Of((RecordId)member))];
        if (take is < 1 or > MaxTake || (after is not null && !self.Contains(after.Value)))
        {
            throw new CrmException(StorageErrorCodes.BadPage, $"A page of orders takes 1 to {MaxTake}, from a cursor of the same customer.");
        }

        CrmPage<Order> page = await session.QueryAsync(
            new CrmQuery<Order> { Where = Condition.IsIn(OrderModel.Customer, self), Order = new RecordOrder(OrderModel.Customer, Descending: true), After = after, Limit = take },
            cancellationToken).ConfigureAwait(false);
        return page with { Items = [.. page.Items.Select(Shown)] };
    }

    /// <inheritdoc/>
    public async Task<SelfServiceProfile> CorrectAsync(CrmScope scope, IReadOnlyDictionary<string, string?> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await using ICrmSession session = _crm.OpenSession(scope);
        Customer before = await SelfAsync(session, cancellationToken).ConfigureAwait(false), after = before;
        DateTimeZone zone = before.Zone is { } own && DateTimeZoneProviders.Tzdb.GetZoneOrNull(own) is { } known ? known : DateTimeZone.Utc;
        LocalDate today = _clock.GetCurrentInstant().InZone(zone).Date;
        foreach ((string field, string? value) in changes.OrderBy(static change => change.Key == "country" ? 0 : 1).ThenBy(static change => change.Key, StringComparer.Ordinal)) // a country says how its phones are read
        {
            if (!_options.Editable.Contains(field))
            {
                throw new CrmException(CustomerErrorCodes.NotAllowed, $"'{field}' is no field that a customer may correct; these are: {string.Join(", ", _options.Editable.Order(StringComparer.Ordinal))}.");
            }

            after = SelfServiceEdit.Told(SelfServiceEdit.Apply(after, field, value, _attributes), field, value is not null, _options.Channel, today);
        }

        session.Update(after);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return ProfileOf(after);
    }

    /// <summary>Without what the goods cost the house, and who entered it.</summary>
    private static Order Shown(Order order) => order with { Origin = null, Lines = order.Lines.Select(static line => line with { Cost = null }).ToValueList() };

    private async Task<Customer> SelfAsync(ICrmSession session, CancellationToken cancellationToken)
    {
        string actor = session.Scope.Actor.Value;
        Customer? self = actor.StartsWith(ActorPrefix, StringComparison.Ordinal) && Guid.TryParseExact(actor[ActorPrefix.Length..], "D", out Guid id)
            ? await session.FindAsync<Customer>(new RecordId(id), cancellationToken).ConfigureAwait(false)
            : null;
        self = self is null ? null : await _directory.SurvivorAsync(session, self, cancellationToken).ConfigureAwait(false);
        return self is { State: CustomerState.Active } ? self : throw new CrmException(CustomerErrorCodes.NotAllowed, "Only a customer whose archive is in use acts for himself, and for himself alone.");
    }

    private SelfServiceProfile ProfileOf(Customer customer) => new()
    {
        Id = customer.Id,
        Name = customer.Name,
        Birth = customer.Birth,
        Gender = customer.Gender,
        ContactPoints = customer.AllContactPoints.ToValueList(),
        Address = customer.Address,
        Addresses = customer.Addresses,
        Country = customer.Country,
        Language = customer.Language,
        Zone = customer.Zone,
        Attributes = customer.Attributes.Where(attribute => _options.VisibleAttributes.Contains(attribute.Name) || _options.Editable.Contains(AttributeDefinition.Prefix + attribute.Name)).ToValueList(),
        Since = customer.Origin?.At,
    };
}
