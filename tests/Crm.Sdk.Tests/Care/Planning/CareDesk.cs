using Crm.Sdk.Care;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Notifications;
using Crm.Sdk.Organization;
using Crm.Sdk.Privacy;
using Crm.Sdk.Segments;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Tests.Notifications;
using NodaTime;

namespace Crm.Sdk.Tests.Care;

/// <summary>Care plans over the reference store: a text channel, a mail channel, a robot for staff, and a template that all of them take.</summary>
internal sealed class CareDesk
{
    public static readonly LocalDate Today = new(2026, 1, 2);

    private static readonly CancellationToken None = CancellationToken.None;

    private CareDesk(OutboxFixture fixture, object[] plugins)
    {
        Fixture = fixture;
        var extensions = new FixedExtensions([.. fixture.Channels.Channels, .. plugins]);
        Renderer = new TemplateRenderer(extensions, TimeProvider.System);
        Templates = new MessageTemplates(fixture.Crm, extensions, AttributeCatalogue.Standard, Renderer, TimeProvider.System);
        Consents = new ConsentDesk(new CustomerIdentity(fixture.Memory, fixture.Crm.Model));
        Planner = PlannerOn(fixture.Memory, extensions);
        Extensions = extensions;
    }

    public OutboxFixture Fixture { get; }

    public FixedExtensions Extensions { get; }

    public TemplateRenderer Renderer { get; }

    public MessageTemplates Templates { get; }

    public ConsentDesk Consents { get; }

    public CarePlanner Planner { get; }

    public static CrmScope Scope => OutboxFixture.Ada;

    public static async Task<CareDesk> StartAsync(params object[] plugins)
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(
            new TestChannel(new ChannelDescriptor("sms") { Audience = Audience.Customers, Reaches = ContactPointKind.Phone, Limit = TextLimit.Characters(40) }),
            new TestChannel(new ChannelDescriptor("mail") { Audience = Audience.Customers, Reaches = ContactPointKind.Email }),
            new TestChannel(new ChannelDescriptor("robot") { Audience = Audience.Staff }));
        var desk = new CareDesk(fixture, plugins);
        await desk.TemplateAsync("greeting", ("en", "Dear {{customer.name}}, all the best"), ("zh", "{{customer.name}}，祝好"));
        return desk;
    }

    public CarePlanner PlannerOn(ICrmStore store, FixedExtensions? extensions = null) => new(
        Fixture.Crm, store, extensions ?? Extensions, new SegmentService(Fixture.Crm, store, AttributeCatalogue.Standard, extensions ?? Extensions, new ClassifierSettings(), TimeProvider.System),
        Fixture.Outbox, Templates, Renderer, AttributeCatalogue.Standard, ContactPolicy.Standard, new SuppressionList(Fixture.Clock, []), new UnsubscribeLinks(new UnsubscribeOptions(), ContactPolicy.Standard), TimeProvider.System);

    public Task TemplateAsync(string name, params (string Language, string Body)[] texts) => ChangeAsync(session => Templates.SaveAsync(
        session, new MessageTemplate { Id = RecordId.New(), Name = name, Texts = [.. texts.Select(static text => new TemplateText(text.Language, text.Body))] }, None));

    public async Task ChangeAsync(Func<ICrmSession, Task> change)
    {
        await using ICrmSession session = Fixture.Crm.OpenSession(Scope);
        await change(session);
        await session.CommitAsync(None);
    }

    public Task AddAsync<T>(params T[] records)
        where T : class => ChangeAsync(session =>
        {
            foreach (T record in records)
            {
                session.Add(record);
            }

            return Task.CompletedTask;
        });

    /// <summary>A customer whom service messages reach by text.</summary>
    public async Task<Customer> CustomerAsync(Func<Customer, Customer>? with = null)
    {
        Customer customer = Customer.Individual(PersonName.Of("Ada")) with { Phone = "+8613800138000", Language = "en", Zone = "UTC" };
        customer = with?.Invoke(customer) ?? customer;
        await AddAsync(customer);
        return customer;
    }

    public Task EmployeeAsync(string key = "li") => AddAsync(Employee.Of(key, "Li") with { Email = "li@example.com" });

    /// <summary>A plan for service messages by text.</summary>
    public static CarePlan Plan(string trigger, string rest = "") => CarePlanJson.Read(
        $$"""{"name":"p","trigger":{{trigger}},"message":{"template":"greeting","purpose":"service","channels":["sms","mail"]}{{(rest.Length > 0 ? "," + rest : rest)}}}""");

    public Task SaveAsync(CarePlan plan) => ChangeAsync(session => Planner.Plans.SaveAsync(session, plan, At(Today), None));

    public static AsOf At(LocalDate day, int hour = 8) => AsOf.At(day.At(new LocalTime(hour, 0)).InUtc().ToInstant(), DateTimeZone.Utc);

    public Task<CareReport> RunAsync(LocalDate day, string? plan = null) => Planner.RunAsync(Scope, plan, At(day), null, None);

    public async Task<IReadOnlyList<CareLine>> PreviewAsync(CarePlan plan, LocalDate? day = null)
    {
        List<CareLine> lines = [];
        await foreach (CareLine line in Planner.PreviewAsync(Scope, plan, At(day ?? Today), None))
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>What a plan finds for the one customer: the occasion's key and day, or why nothing.</summary>
    public async Task<string> FindsAsync(CarePlan plan, LocalDate day)
    {
        CareLine line = (await PreviewAsync(plan, day)).Single();
        return line.LeftOut?.ToString() ?? $"{line.Occasion!.Key.Split(':')[0]} {line.Occasion.Year} {line.Occasion.Day:uuuu-MM-dd}";
    }
}
