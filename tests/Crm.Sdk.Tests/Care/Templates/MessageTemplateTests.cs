using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using Crm.Sdk.Organization;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Tests.Notifications;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Care;

/// <summary>Templates as JSON, their versions, and the preview with real customers (CA-1, CA-7).</summary>
public sealed class MessageTemplateTests
{
    private const string Birthday = """
        { "format": "text",
          "texts": [ { "language": "zh", "body": "{{customer.name}}，生日快乐！{{owner.name}}" }, { "language": "en", "subject": "Happy birthday", "body": "Dear {{customer.name}}, happy birthday! {{owner.name}}" } ] }
        """;

    private static readonly AsOf Today = AsOf.EndOf(new LocalDate(2026, 1, 2), DateTimeZone.Utc);

    [Fact]
    public void CA_1_What_a_person_writes_is_what_code_says()
    {
        MessageTemplate written = MessageTemplateJson.Read("birthday", Birthday);

        Assert.Equal(
            new MessageTemplate
            {
                Id = written.Id,
                Name = "birthday",
                Texts = [new("zh", "{{customer.name}}，生日快乐！{{owner.name}}"), new("en", "Dear {{customer.name}}, happy birthday! {{owner.name}}", "Happy birthday")],
            },
            written);
        Assert.Equal(written, MessageTemplateJson.Read("birthday", MessageTemplateJson.Write(written)) with { Id = written.Id });
    }

    [Theory]
    [InlineData("{", "it is no JSON")]
    [InlineData("[]", "a template is an object")]
    [InlineData("""{"texts":[]}""", "at /texts: a template has at least one text")]
    [InlineData("""{"texts":[{"language":"en"}]}""", "'body' is missing")]
    [InlineData("""{"texts":[{"language":"e n","body":"x"}]}""", "at /texts/0/language:")]
    [InlineData("""{"texts":[{"language":"en","body":"x"},{"language":"EN","body":"x"}]}""", "stands twice")]
    [InlineData("""{"format":"rtf","texts":[{"language":"en","body":"x"}]}""", "at /format: it is one of text, html, json")]
    [InlineData("""{"text":[{"language":"en","body":"x"}]}""", "'texts' is missing")]
    [InlineData("""{"texts":[{"language":"en","body":"x","titel":"y"}]}""", "at /texts/0/titel:")]
    public void PS_4_A_wrong_definition_is_named_with_its_place(string json, string says)
    {
        var error = Assert.Throws<TemplateException>(() => MessageTemplateJson.Read("t", json));

        Assert.Equal(CareErrorCodes.BadTemplate, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CA_1_Each_save_makes_a_version_and_every_one_stays()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"));
        MessageTemplates templates = Templates(fixture);
        foreach (string body in (string[])["one", "two"])
        {
            await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);
            await templates.SaveAsync(session, TemplateDesk.Template(body) with { Name = "t" }, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        Assert.Equal((2, "two"), (await templates.FindAsync(OutboxFixture.Ada, "t", null, CancellationToken.None)) is { } last ? (last.Version, last.Texts[0].Body) : default);
        Assert.Equal("one", (await templates.FindAsync(OutboxFixture.Ada, "t", 1, CancellationToken.None))?.Texts[0].Body);
        Assert.Null(await templates.FindAsync(OutboxFixture.Ada, "t", 3, CancellationToken.None));
        Assert.Equal([2, 1], (await templates.VersionsAsync(OutboxFixture.Ada, "t", null, CancellationToken.None)).Items.Select(static t => t.Version));
    }

    [Fact]
    public async Task PS_4_A_template_that_cannot_be_meant_is_not_saved()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"));
        await using ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada);

        await Assert.ThrowsAsync<TemplateException>(() => Templates(fixture).SaveAsync(session, TemplateDesk.Template("{{customer.nam}}"), CancellationToken.None));
        Assert.Empty(session.Uncommitted<MessageTemplate>());
    }

    [Fact]
    public async Task CA_7_A_preview_shows_what_real_customers_would_read_and_who_would_get_nothing()
    {
        OutboxFixture fixture = await OutboxFixture.StartAsync(new TestChannel("test"));
        Customer li = Customer.Individual(PersonName.Of("小龙", "李")) with { Owner = "wang", Language = "zh-CN" };
        Customer ada = Customer.Individual(PersonName.Of("Ada", "Byron")) with { Owner = "wang", Language = "en" };
        Customer nobody = Customer.Individual(PersonName.Of("No", "Owner")) with { Language = "fr" };
        await using (ICrmSession session = fixture.Crm.OpenSession(OutboxFixture.Ada))
        {
            session.Add(Employee.Of("wang", "王经理"));
            session.Add(li);
            session.Add(ada);
            session.Add(nobody);
            await session.CommitAsync(CancellationToken.None);
        }

        IReadOnlyList<RenderedMessage> messages = await Templates(fixture).PreviewAsync(
            OutboxFixture.Ada, MessageTemplateJson.Read("birthday", Birthday), "test", [li.Id, ada.Id, nobody.Id], Today, CancellationToken.None);

        Assert.Equal("李小龙，生日快乐！王经理", messages[0].Body);
        Assert.Equal(("Happy birthday", "Dear Ada Byron, happy birthday! 王经理"), (messages[1].Subject, messages[1].Body));
        Assert.Equal(("template.value-missing(owner.name)", true), (messages[2].LeftOut?.ToString(), messages[2].IsFallback));
        Assert.Equal("CRM3101", (await Assert.ThrowsAsync<CrmException>(() => Templates(fixture).PreviewAsync(OutboxFixture.Ada, TemplateDesk.Template("x"), "test", [CustomerId.New()], Today, CancellationToken.None))).Code);
    }

    private static MessageTemplates Templates(OutboxFixture fixture) =>
        new(fixture.Crm, fixture.Channels, AttributeCatalogue.Standard, new TemplateRenderer(new FixedExtensions(), TimeProvider.System), TimeProvider.System);
}
