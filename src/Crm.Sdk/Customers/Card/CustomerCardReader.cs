using Crm.Sdk.Classification;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Labels;
using Crm.Sdk.Organization;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Reads customer cards (CU-5): of one customer all that the areas know of it, in constant memory, however much there is.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class CustomerCardReader
{
    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly ICustomerDirectory _directory;
    private readonly CustomerIdentity _identity;
    private readonly ICustomerRelations _relations;
    private readonly LabelReader _labels;
    private readonly ICardSection[] _sections;
    private readonly IExtensions _extensions;
    private readonly CardSums _sums;

    /// <summary>Makes a reader.</summary>
    /// <param name="crm">The way in.</param>
    /// <param name="store">The store.</param>
    /// <param name="directory">Finds customers.</param>
    /// <param name="identity">Knows which customers were merged into one.</param>
    /// <param name="relations">Knows what customers are to each other.</param>
    /// <param name="labels">Reads labels.</param>
    /// <param name="sections">The sections of the host, in their order.</param>
    /// <param name="extensions">The sections of plugins, which follow.</param>
    public CustomerCardReader(
        ICrm crm,
        ICrmStore store,
        ICustomerDirectory directory,
        CustomerIdentity identity,
        ICustomerRelations relations,
        LabelReader labels,
        IEnumerable<ICardSection> sections,
        IExtensions extensions)
    {
        ArgumentNullException.ThrowIfNull(sections);
        (_crm, _store, _directory, _identity, _relations, _labels, _sections, _extensions) = (crm, store, directory, identity, relations, labels, [.. sections], extensions);
        _sums = new CardSums(store);
    }

    /// <summary>Reads the card of a customer.</summary>
    /// <param name="scope">The tenant, and who reads.</param>
    /// <param name="keyOrId">The external key or the internal id; one that was merged leads to its survivor.</param>
    /// <param name="asOf">The instant that the card is for.</param>
    /// <param name="limits">How long its lists are at most; the default where null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM3101: there is no such customer.</exception>
    public async Task<CustomerCard> ReadAsync(CrmScope scope, string keyOrId, AsOf asOf, CardLimits? limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asOf);
        await using ICrmSession session = _crm.OpenSession(scope);
        Customer customer = await _directory.GetAsync(session, keyOrId, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<CustomerId> members = await _identity.MembersAsync(scope, customer.Id, cancellationToken).ConfigureAwait(false);
        var call = new CardCall(scope, members, asOf);
        var lists = new CardLists(_store, _crm.Model, limits ?? new CardLimits());
        ClassificationRun? run = await _labels.CurrentRunAsync(scope, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<LabelAssignment> labels = await _labels.OfAsync(scope, customer.Id, cancellationToken).ConfigureAwait(false);
        var problems = new List<CardProblem>();
        return new CustomerCard
        {
            AsOf = asOf,
            Customer = customer,
            Owner = await OwnerAsync(session, customer, cancellationToken).ConfigureAwait(false),
            Labels = labels.Where(label => label.Since <= asOf.Instant).ToValueList(),
            LabelsAsOf = run?.AsOf,
            Contacts = await lists.ContactsAsync(call, cancellationToken).ConfigureAwait(false),
            Relations = await RelationsAsync(session, members, asOf.Date, (limits ?? new CardLimits()).Others, cancellationToken).ConfigureAwait(false),
            Orders = await _sums.OrdersAsync(call, cancellationToken).ConfigureAwait(false),
            LastOrders = await lists.OrdersAsync(call, cancellationToken).ConfigureAwait(false),
            LastInteractions = await lists.InteractionsAsync(call, cancellationToken).ConfigureAwait(false),
            OpenTasks = await lists.TasksAsync(call, cancellationToken).ConfigureAwait(false),
            Needs = await lists.NeedsAsync(call, cancellationToken).ConfigureAwait(false),
            Items = await lists.ItemsAsync(call, cancellationToken).ConfigureAwait(false),
            Invested = await _sums.InvestedAsync(call, cancellationToken).ConfigureAwait(false),
            OpenInvoices = await new CardInvoices(_store, _crm.Model, limits ?? new CardLimits()).ReadAsync(call, cancellationToken).ConfigureAwait(false),
            Sections = await SectionsAsync(scope, customer, asOf, problems, cancellationToken).ConfigureAwait(false),
            Problems = problems.ToValueList(),
        };
    }

    private static async Task<Employee?> OwnerAsync(ICrmSession session, Customer customer, CancellationToken cancellationToken)
    {
        if (customer.Owner is not { } owner)
        {
            return null;
        }

        CrmPage<Employee> page = await session.QueryAsync(
            new CrmQuery<Employee> { Where = Condition.Equal(EmployeeModel.Key, FieldValue.Of(owner)), Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return page.Items.Count > 0 ? page.Items[0] : null;
    }

    private async Task<ValueList<CardRelation>> RelationsAsync(ICrmSession session, IReadOnlyList<CustomerId> members, LocalDate day, int take, CancellationToken cancellationToken)
    {
        var found = new List<Relation>();
        foreach (CustomerId member in members)
        {
            found.AddRange(await _relations.OfAsync(session, member, day, cancellationToken).ConfigureAwait(false));
        }

        Relation[] relations = [.. found.DistinctBy(static relation => relation.Id).Where(relation => !(members.Contains(relation.From) && members.Contains(relation.To))).Take(take)];
        IReadOnlyList<Customer?> others = await session.FindAsync<Customer>([.. relations.Select(relation => (RecordId)OtherOf(relation))], cancellationToken).ConfigureAwait(false);
        return relations.Zip(others, (relation, other) => new CardRelation(relation, OtherOf(relation), other?.Key, other?.Name, members.Contains(relation.From))).ToValueList();

        CustomerId OtherOf(Relation relation) => members.Contains(relation.From) ? relation.To : relation.From;
    }

    private async Task<ValueList<CardSection>> SectionsAsync(CrmScope scope, Customer customer, AsOf asOf, List<CardProblem> problems, CancellationToken cancellationToken)
    {
        var sections = new List<CardSection>();
        foreach (ICardSection section in _sections)
        {
            await AddAsync(section.Code, token => ReadAsync(section, token).AsTask()).ConfigureAwait(false);
        }

        foreach (Extension<ICardSection> plugin in _extensions.All<ICardSection>())
        {
            await AddAsync(
                $"{plugin.Owner}/{plugin.Name}",
                token => plugin.Guard.RunAsync("card-section", plugin.Instance, ReadAsync, token).AsTask()).ConfigureAwait(false);
        }

        return sections.ToValueList();

        async ValueTask<CardSection> ReadAsync(ICardSection section, CancellationToken token)
        {
            await using ICrmSession session = _crm.OpenSession(scope);
            return new CardSection(section.Code, (await section.ReadAsync(session, customer, asOf, token).ConfigureAwait(false)).ToValueList());
        }

        async Task AddAsync(string source, Func<CancellationToken, Task<CardSection>> read)
        {
            try
            {
                CardSection section = await read(cancellationToken).ConfigureAwait(false);
                if (!section.Lines.IsEmpty)
                {
                    sections.Add(section);
                }
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                problems.Add(new CardProblem(source, error.Message));
            }
        }
    }
}
