using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Notifications;
using Crm.Sdk.Service;
using Crm.Sdk.Tasks;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>Messages that come in find their customer by the address and join its timeline, each once (SV-1).</summary>
public sealed class InboundMessageTests
{
    private static readonly InboundMessage Mail = new()
    {
        Channel = "mail", ProviderId = "<7@example.com>", Kind = ContactPointKind.Email, Address = "li.lei@EXAMPLE.com", At = Instant.FromUtc(2026, 1, 2, 5, 0),
        Subject = "Re: 生日快乐", Body = "谢谢！\r\nLi Lei", Thread = "plan:7",
    };

    [Fact]
    public async Task SV_1_a_message_joins_the_timeline_and_the_thread_of_the_customer_with_its_address()
    {
        OutboxFixture fixture = await StartAsync(Person("li.lei@example.com"));

        Assert.Equal(InboundOutcome.Joined, await Desk(fixture).ReceiveAsync(OutboxFixture.Ada, Mail, "wang", CancellationToken.None));

        Interaction interaction = Assert.Single(await fixture.RecordsAsync<Interaction>());
        Assert.Equal(Assert.Single(await fixture.RecordsAsync<Customer>()).Id, interaction.Customer);
        Assert.Equal(
            (InteractionDirection.Inbound, "message", "email", "Re: 生日快乐", "谢谢！\nLi Lei", "plan:7", Mail.At),
            (interaction.Direction, interaction.Type, interaction.Channel, interaction.Subject, interaction.Text, interaction.Thread, interaction.At));
    }

    [Fact]
    public async Task SV_1_a_message_that_is_delivered_again_is_taken_once_also_by_hosts_at_once()
    {
        OutboxFixture fixture = await StartAsync(Person("li.lei@example.com"));

        InboundOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Desk(fixture).ReceiveAsync(OutboxFixture.Ada, Mail, "wang", CancellationToken.None))));

        Assert.Equal((1, 7), (outcomes.Count(static o => o == InboundOutcome.Joined), outcomes.Count(static o => o == InboundOutcome.Repeated)));
        Assert.Single(await fixture.RecordsAsync<Interaction>());
    }

    [Fact]
    public async Task SV_1_a_message_of_nobody_known_is_kept_as_a_task_of_who_assigns_once()
    {
        OutboxFixture fixture = await StartAsync();

        InboundOutcome first = await Desk(fixture).ReceiveAsync(OutboxFixture.Ada, Mail, "wang", CancellationToken.None);
        InboundOutcome again = await Desk(fixture).ReceiveAsync(OutboxFixture.Ada, Mail, "wang", CancellationToken.None);

        CrmTask task = Assert.Single(await fixture.RecordsAsync<CrmTask>());
        Assert.Equal((InboundOutcome.ToAssign, InboundOutcome.Repeated), (first, again));
        Assert.Equal(("wang", "mail: li.lei@EXAMPLE.com", "Re: 生日快乐\n\n谢谢！\nLi Lei"), (task.Owner, task.Title, task.Notes));
    }

    [Fact]
    public async Task SV_1_an_address_of_two_customers_is_assigned_by_a_person_and_of_a_merged_pair_is_one()
    {
        Customer stays = Person("li.lei@example.com");
        OutboxFixture two = await StartAsync(stays, Person("li.lei@example.com"));
        OutboxFixture merged = await StartAsync(stays, Person("li.lei@example.com") with { State = CustomerState.Merged, MergedInto = stays.Id });

        Assert.Equal(InboundOutcome.ToAssign, await Desk(two).ReceiveAsync(OutboxFixture.Ada, Mail, "wang", CancellationToken.None));
        Assert.Equal(InboundOutcome.Joined, await Desk(merged).ReceiveAsync(OutboxFixture.Ada, Mail, "wang", CancellationToken.None));
        Assert.Equal(stays.Id, Assert.Single(await merged.RecordsAsync<Interaction>()).Customer);
    }

    [Fact]
    public async Task SV_1_a_text_message_finds_its_customer_by_the_number_however_it_is_written()
    {
        OutboxFixture fixture = await StartAsync(Person(null) with { Phone = "+8613800138000" });

        InboundOutcome outcome = await Desk(fixture).ReceiveAsync(
            OutboxFixture.Ada, Mail with { Channel = "sms", Kind = ContactPointKind.Phone, Address = "+86 138 0013 8000", Subject = null }, "wang", CancellationToken.None);

        Assert.Equal((InboundOutcome.Joined, "sms"), (outcome, Assert.Single(await fixture.RecordsAsync<Interaction>()).Channel));
    }

    [Fact]
    public async Task A_text_that_cannot_be_kept_as_it_is_is_kept_as_far_as_it_can_be()
    {
        OutboxFixture fixture = await StartAsync(Person("li.lei@example.com"));

        await Desk(fixture).ReceiveAsync(OutboxFixture.Ada, Mail with { Body = "a\0b\ud800c\n" + new string('字', 200_000) }, "wang", CancellationToken.None);

        string text = Assert.Single(await fixture.RecordsAsync<Interaction>()).Text!;
        Assert.StartsWith("a b\ufffdc\n字", text, StringComparison.Ordinal);
        Assert.Equal(Interaction.MaxTextLength, text.Length);
    }

    private static Customer Person(string? email) => Customer.Individual(PersonName.Of("Li Lei")) with { Email = email };

    private static InboundMessages Desk(OutboxFixture fixture) => new(fixture.Crm, new CustomerIdentity(fixture.Memory, fixture.Crm.Model));

    private static async Task<OutboxFixture> StartAsync(params Customer[] customers)
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync();
        await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
        foreach (Customer customer in customers)
        {
            session.Add(customer);
        }

        await session.CommitAsync(CancellationToken.None);
        return fixture;
    }
}
