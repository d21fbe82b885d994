using Crm.Sdk.Customers;
using Crm.Sdk.Guarding;
using Crm.Sdk.Notifications;
using Crm.Sdk.Organization;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Care;

/// <summary>Message templates over sessions.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class MessageTemplates : IMessageTemplates
{
    private const int MaxPreview = 500;

    private readonly ICrm _crm;
    private readonly IExtensions _extensions;
    private readonly TimeProvider _time;
    private readonly ChannelDirectory _channels;
    private readonly CustomerVariables _variables;
    private readonly TemplateRenderer _renderer;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="extensions">The plugins' channels.</param>
    /// <param name="attributes">The attributes of customers, which templates can name.</param>
    /// <param name="renderer">Checks templates and puts messages together.</param>
    /// <param name="time">Timers, for deadlines of plugins.</param>
    public MessageTemplates(ICrm crm, IExtensions extensions, AttributeCatalogue attributes, TemplateRenderer renderer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(extensions);
        ArgumentNullException.ThrowIfNull(attributes);
        ArgumentNullException.ThrowIfNull(renderer);
        ArgumentNullException.ThrowIfNull(time);
        _crm = crm;
        _extensions = extensions;
        _time = time;
        _channels = new ChannelDirectory(extensions);
        _variables = new CustomerVariables(attributes);
        _renderer = renderer;
    }

    /// <inheritdoc/>
    public ValueList<TemplateVariable> Variables => _variables.Declared;

    /// <inheritdoc/>
    public async Task<MessageTemplate> SaveAsync(ICrmSession session, MessageTemplate template, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(template);
        await _renderer.CompileAsync(template, [.. Variables, .. OccasionVariables.Declared, .. await PluginVariablesAsync(cancellationToken).ConfigureAwait(false)], cancellationToken).ConfigureAwait(false);
        foreach (ApprovedUse use in template.Approved)
        {
            TemplateChannelRules.Check(template, _channels.Require(use.Channel).Instance.Descriptor);
        }

        MessageTemplate? latest = await FindAsync(session, template.Name, null, cancellationToken).ConfigureAwait(false);
        MessageTemplate saved = template with { Id = RecordId.New(), Version = (latest?.Version ?? 0) + 1 };
        session.Add(saved);
        return saved;
    }

    /// <inheritdoc/>
    public async Task<MessageTemplate?> FindAsync(CrmScope scope, string name, int? version, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        return await FindAsync(session, name, version, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<CrmPage<MessageTemplate>> VersionsAsync(CrmScope scope, string name, PageCursor? after, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        return await session.QueryAsync(Versions(name) with { After = after }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RenderedMessage>> PreviewAsync(
        CrmScope scope, MessageTemplate template, string channel, IReadOnlyList<CustomerId> customers, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(customers.Count, MaxPreview, nameof(customers));
        ChannelDescriptor descriptor = _channels.Require(channel).Instance.Descriptor;
        CompiledTemplate compiled = await _renderer.CompileAsync(template, [.. Variables, .. OccasionVariables.Declared, .. await PluginVariablesAsync(cancellationToken).ConfigureAwait(false)], cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = _crm.OpenSession(scope);
        IReadOnlyList<Customer?> found = await session.FindAsync<Customer>([.. customers.Select(static id => (RecordId)id)], cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < found.Count; i++)
        {
            _ = found[i] ?? throw new CrmException(CustomerErrorCodes.Unknown, $"There is no customer {customers[i]}.");
        }

        IReadOnlyDictionary<string, Employee> owners = await OwnersAsync(session, found.OfType<Customer>(), cancellationToken).ConfigureAwait(false);
        TemplateInput[] inputs = [.. found.OfType<Customer>().Select(customer => new TemplateInput(ValuesOf(customer, owners, asOf), customer.Language))];
        return await _renderer.RenderAsync(compiled, descriptor, inputs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The owners of customers, by key.</summary>
    internal static async Task<IReadOnlyDictionary<string, Employee>> OwnersAsync(ICrmSession session, IEnumerable<Customer> customers, CancellationToken cancellationToken)
    {
        FieldValue[] keys = [.. customers.Select(static customer => customer.Owner).OfType<string>().Distinct(StringComparer.Ordinal).Select(static key => FieldValue.Of(key))];
        Dictionary<string, Employee> owners = new(StringComparer.Ordinal);
        foreach (FieldValue[] chunk in keys.Chunk(MaxPreview))
        {
            var query = new CrmQuery<Employee> { Where = Condition.IsIn(EmployeeModel.Key, chunk), Limit = chunk.Length };
            foreach (Employee employee in (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items)
            {
                owners[employee.Key] = employee;
            }
        }

        return owners;
    }

    /// <summary>The values of the variables that every template can name.</summary>
    internal TemplateValues ValuesOf(Customer customer, IReadOnlyDictionary<string, Employee> owners, AsOf asOf) =>
        _variables.Of(customer, customer.Owner is { } owner ? owners.GetValueOrDefault(owner) : null, asOf.Date);

    /// <summary>The variables of plugins' triggers; those of a trigger that fails are not known, and a template that names one is refused.</summary>
    private async Task<IEnumerable<TemplateVariable>> PluginVariablesAsync(CancellationToken cancellationToken)
    {
        List<TemplateVariable> found = [];
        foreach (Extension<ICareTrigger> extension in _extensions.All<ICareTrigger>())
        {
            await GuardedCall.RunAsync(
                extension.Guard,
                "care-trigger",
                extension.Instance,
                (trigger, _) =>
                {
                    found.AddRange(trigger.Variables);
                    return ValueTask.CompletedTask;
                },
                PluginTriggerRun.Deadline,
                _time,
                cancellationToken).ConfigureAwait(false);
        }

        HashSet<string> known = [.. Variables.Concat(OccasionVariables.Declared).Select(static variable => variable.Path)];
        return found.Where(variable => known.Add(variable.Path));
    }

    private static async Task<MessageTemplate?> FindAsync(ICrmSession session, string name, int? version, CancellationToken cancellationToken)
    {
        CrmQuery<MessageTemplate> query = Versions(name) with { Limit = 1 };
        if (version is { } number)
        {
            query = query with { Where = Condition.All(query.Where, Condition.Equal(MessageTemplateModel.Version, FieldValue.Of((long)number))) };
        }

        return (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items is [var found, ..] ? found : null;
    }

    private static CrmQuery<MessageTemplate> Versions(string name) => new()
    {
        Where = Condition.Equal(MessageTemplateModel.Name, FieldValue.Of(name)),
        Order = new RecordOrder(MessageTemplateModel.Version, Descending: true),
    };
}
