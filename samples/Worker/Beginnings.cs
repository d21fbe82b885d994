using Crm.Sdk;
using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using Crm.Sdk.Organization;
using Crm.Sdk.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Worker;

/// <summary>Makes what there is to care for when the worker is started for the first time: three customers, their owner, a consent, templates and plans. In a real host they come from imports and from the tool <c>crm</c>.</summary>
internal sealed class Beginnings(IServiceProvider services, IClock clock) : IHostedService
{
    private static readonly CrmScope Scope = CrmScope.System("default", actor: "worker");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Asked for here and not earlier: what needs the store is there once plugins have started.
        ICrm crm = services.GetRequiredService<ICrm>();
        CarePlanner planner = services.GetRequiredService<CarePlanner>();
        IMessageTemplates templates = services.GetRequiredService<IMessageTemplates>();
        if ((await planner.Plans.ListAsync(Scope, cancellationToken)).Count > 0)
        {
            return; // started before
        }

        await using ICrmSession session = crm.OpenSession(Scope);
        Instant now = clock.GetCurrentInstant();
        session.Add(Employee.Of("li", "Li Na"));
        Customer[] customers =
        [
            Person("Ada", "en", "Europe/London", now, birthdayIn: 0),
            Person("小龙", "zh", "Asia/Shanghai", now, birthdayIn: 0),
            Person("Grace", "en", "America/New_York", now, birthdayIn: 7),
        ];
        foreach (Customer customer in customers)
        {
            session.Add(customer);
        }

        // Greetings need a consent. Ada gave one; 小龙 did not, and is left out with that reason.
        await services.GetRequiredService<ConsentDesk>().RecordAsync(session, ConsentEntry.Of(customers[0].Id, "care", null, ConsentState.Granted, now, ConsentMethods.Form, "sign-up form"), cancellationToken);
        await templates.SaveAsync(session, MessageTemplateJson.Read("welcome", """{ "texts": [ { "language": "zh", "body": "{{customer.name}}，欢迎您！" }, { "language": "en", "body": "Welcome, {{customer.name}}!" } ] }"""), cancellationToken);
        await templates.SaveAsync(session, MessageTemplateJson.Read("birthday", """{ "texts": [ { "language": "zh", "body": "{{customer.name}}，生日快乐！" }, { "language": "en", "body": "Happy birthday, {{customer.name}}!" } ] }"""), cancellationToken);
        await session.CommitAsync(cancellationToken); // plans are checked against the templates they name
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "plans"), "*.json").Order(StringComparer.Ordinal))
        {
            await planner.Plans.SaveAsync(session, CarePlanJson.Read(await File.ReadAllTextAsync(file, cancellationToken)), AsOf.At(now, DateTimeZone.Utc), cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Customer Person(string name, string language, string zone, Instant now, int birthdayIn)
    {
        LocalDate birthday = now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date.PlusDays(birthdayIn); // days are the customer's own
        return Customer.Individual(PersonName.Of(name)) with { Key = name, Language = language, Zone = zone, Birth = BirthDate.GregorianWithoutYear(birthday.Month, birthday.Day), Owner = "li" };
    }
}
