using Crm.Sdk.Care;
using Crm.Sdk.Classification;
using Crm.Sdk.Notifications;
using Xunit;

namespace Crm.Sdk.Tests.Care;

/// <summary>What templates may say, and what becomes of it (CA-1, PS-4).</summary>
public sealed class TemplateTests
{
    private readonly TemplateDesk _desk = new();

    [Theory]
    [InlineData("Dear {{customer.name}}, {{points}} points", "Dear Ada <Byron>, 1,234.5 points")]
    [InlineData("{{spent}} on {{day}}", "99.50 CNY on 9 February 2026")]
    [InlineData("{{#if is-vip}}VIP{{else}}guest{{/if}}", "VIP")]
    [InlineData("{{#if customer.title}}{{customer.title}} {{/if}}{{customer.name}}", "Ada <Byron>")]
    [InlineData("{{#unless customer.title}}no title{{/unless}}", "no title")]
    [InlineData("{{#each orders}}{{@index}}:{{key}}{{#unless @last}}, {{/unless}}{{/each}}", "0:A-1, 1:A-2")]
    [InlineData("{{#each orders}}{{key}}[{{#each lines}}{{this.product}}/{{../key}}/{{../../points}} {{else}}none{{/each}}]{{/each}}", "A-1[tea/A-1/1,234.5 cup/A-1/1,234.5 ]A-2[none]")]
    [InlineData("{{#each orders}}{{key}}{{/each}}{{#each orders}}{{#if lines}}+{{else}}-{{/if}}{{/each}}", "A-1A-2+-")]
    [InlineData("a {{~customer.name~}} b{{! not seen }}{{!-- nor {{this}} --}}", "aAda <Byron>b")]
    [InlineData("braces } and }} and { alone", "braces } and }} and { alone")]
    public async Task CA_1_A_text_says_what_its_variables_are(string body, string expected) => Assert.Equal(expected, await _desk.TextAsync(body));

    [Theory]
    [InlineData(MessageFormat.PlainText, "Ada <Byron>")]
    [InlineData(MessageFormat.Html, "Ada &lt;Byron&gt;")]
    [InlineData(MessageFormat.Json, "Ada <Byron>")]
    public async Task PS_4_Values_are_encoded_for_the_format(MessageFormat format, string expected) => Assert.Equal(expected, await _desk.TextAsync("{{customer.name}}", format));

    [Fact]
    public async Task PS_4_A_value_cannot_end_a_text_in_JSON()
    {
        RenderedMessage message = await _desk.RenderAsync(TemplateDesk.Template("""{"to":"{{customer.name}}" }""", MessageFormat.Json), TemplateDesk.Values(("customer.name", TemplateValue.Of("\"},{\n\\李"))));

        Assert.Equal("""{"to":"\"},{\n\\李" }""", message.Body);
    }

    [Theory]
    [InlineData("a\n{{customer.nmae}}", CareErrorCodes.UnknownVariable, 2, "did you mean 'customer.name'?")]
    [InlineData("{{gone}}", CareErrorCodes.UnknownVariable, 1, "there are customer.name, customer.title")]
    [InlineData("{{#each orders}}\n{{customer.name}}{{/each}}", CareErrorCodes.UnknownVariable, 2, "write '../customer.name'")]
    [InlineData("{{#each points}}{{/each}}", CareErrorCodes.UnknownVariable, 1, "is no list")]
    [InlineData("{{orders}}", CareErrorCodes.UnknownVariable, 1, "go through it with {{#each orders}}")]
    [InlineData("{{is-vip}}", CareErrorCodes.UnknownVariable, 1, "{{#if is-vip}}")]
    [InlineData("{{../customer.name}}", CareErrorCodes.UnknownVariable, 1, "leads out of the template")]
    [InlineData("{{@index}}", CareErrorCodes.UnknownVariable, 1, "only within {{#each}}")]
    [InlineData("{{shout customer.name}}", CareErrorCodes.UnknownVariable, 1, "there is no function 'shout'")]
    [InlineData("{{lookup customer.name 'Length'}}", CareErrorCodes.UnknownVariable, 1, "there is no function 'lookup'")]
    [InlineData("{{customer.name.Length}}", CareErrorCodes.UnknownVariable, 1, "there is no variable")]
    [InlineData("{{> partial}}", CareErrorCodes.TemplateSyntax, 1, "is no name")]
    [InlineData("{{#with customer}}{{/with}}", CareErrorCodes.TemplateSyntax, 1, "there is no block")]
    [InlineData("{{#*inline 'x'}}{{/inline}}", CareErrorCodes.TemplateSyntax, 1, "there is no block")]
    [InlineData("{{{customer.name}}}", CareErrorCodes.TemplateSyntax, 1, "always encoded")]
    [InlineData("{{&customer.name}}", CareErrorCodes.TemplateSyntax, 1, "is no name")]
    [InlineData("\\{{customer.name}}", CareErrorCodes.TemplateSyntax, 1, "a backslash")]
    [InlineData("{\"n\":{{points}}}", CareErrorCodes.TemplateSyntax, 1, "'}}}'")]
    [InlineData("a\n\n{{customer.name", CareErrorCodes.TemplateSyntax, 3, "not closed with '}}'")]
    [InlineData("{{#if points}}", CareErrorCodes.TemplateSyntax, 1, "'{{#if points}}' is not closed")]
    [InlineData("{{#if points}}{{/each}}", CareErrorCodes.TemplateSyntax, 1, "'{{/if}}'")]
    [InlineData("{{/if}}", CareErrorCodes.TemplateSyntax, 1, "closes nothing")]
    [InlineData("{{else}}", CareErrorCodes.TemplateSyntax, 1, "closes nothing")]
    [InlineData("{{#if (eq points 1)}}{{/if}}", CareErrorCodes.TemplateSyntax, 1, "takes one variable")]
    public async Task PS_4_What_is_wrong_is_named_with_its_line_and_what_would_be_right(string body, string code, int line, string says)
    {
        var error = await Assert.ThrowsAsync<TemplateException>(() => _desk.TextAsync(body));

        Assert.Equal((code, line), (error.Code, error.Line));
        Assert.StartsWith($"template t (en, body), line {line}:", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PS_4_Depth_and_size_are_checked_before_the_engine_sees_the_text()
    {
        string deep = string.Concat(Enumerable.Repeat("{{#if points}}", 100_000 / 14 / 2)); // what would overflow the stack of an engine
        Assert.Equal(CareErrorCodes.TemplateTooLarge, (await Assert.ThrowsAsync<TemplateException>(() => _desk.TextAsync(deep))).Code);
        Assert.Equal(CareErrorCodes.TemplateTooLarge, (await Assert.ThrowsAsync<TemplateException>(() => _desk.TextAsync(new string('x', 50_001)))).Code);
        Assert.Equal(CareErrorCodes.TemplateTooLarge, (await Assert.ThrowsAsync<TemplateException>(() => _desk.TextAsync(string.Concat(Enumerable.Repeat("{{points}}", 1_001))))).Code);
        Assert.Equal("", string.Concat((await _desk.TextAsync(string.Concat(Enumerable.Repeat("{{#if points}}", 8)) + "x" + string.Concat(Enumerable.Repeat("{{/if}}", 8)))).Where(static c => c != 'x')));
    }

    [Fact]
    public async Task CA_1_A_variable_without_a_value_leaves_the_message_out_and_is_named()
    {
        RenderedMessage message = await _desk.RenderAsync(TemplateDesk.Template("Dear {{customer.title}} {{customer.name}}"));

        Assert.Equal(new Reason("template.value-missing", ["customer.title"]), message.LeftOut);
        Assert.Empty(message.Body);
    }

    [Fact]
    public async Task CA_1_Length_counts_in_the_channels_unit()
    {
        ChannelDescriptor bytes = new("robot") { Audience = Audience.Customers, Limit = TextLimit.Bytes(8) };
        ChannelDescriptor characters = new("sms") { Audience = Audience.Customers, Limit = TextLimit.Characters(3) };
        MessageTemplate template = TemplateDesk.Template("你好吗");

        Assert.Equal(new Reason("template.too-many-bytes", [9, 8]), (await _desk.RenderAsync(template, channel: bytes)).LeftOut);
        Assert.Null((await _desk.RenderAsync(template, channel: characters)).LeftOut);
        Assert.Equal(new Reason("template.too-many-characters", [4, 3]), (await _desk.RenderAsync(TemplateDesk.Template("你好吗?"), channel: characters)).LeftOut);
    }

    [Fact]
    public async Task PS_4_Loops_end_and_their_output_is_bounded()
    {
        TemplateValues many = TemplateDesk.Values(("orders", TemplateValue.Of([.. Enumerable.Range(0, 200).Select(_ => TemplateDesk.Values(
            ("key", TemplateValue.Of("k")), ("lines", TemplateValue.Of([.. Enumerable.Range(0, 200).Select(_ => TemplateDesk.Values())]))))])));

        Assert.Equal(new Reason("template.too-long", [MessageDraft.MaxBodyLength]), (await _desk.RenderAsync(TemplateDesk.Template("{{#each orders}}{{#each lines}}{{/each}}{{/each}}"), many)).LeftOut);
        Assert.Equal("template.too-long", (await _desk.RenderAsync(TemplateDesk.Template("{{#each orders}}" + new string('x', 1_000) + "{{/each}}"), many)).LeftOut?.Code);
    }

    [Theory]
    [InlineData("zh-Hans-CN", "zh", false)]
    [InlineData("ZH", "zh", false)]
    [InlineData("en", "en-GB", false)]
    [InlineData("fr", "zh", true)]
    [InlineData(null, "zh", false)]
    public void CA_1_The_language_that_is_taken_is_the_nearest_one_and_says_whether_it_is_another(string? asked, string taken, bool fallback)
    {
        MessageTemplate template = TemplateDesk.Template("x") with { Texts = [new TemplateText("zh", "你好"), new TemplateText("en-GB", "Hello")] };

        (TemplateText text, bool isFallback) = template.TextFor(asked);

        Assert.Equal((taken, fallback), (text.Language, isFallback));
    }

    [Fact]
    public async Task CA_1_Dates_and_numbers_are_written_as_the_texts_language_does() =>
        Assert.Equal("2026年2月9日", (await _desk.RenderAsync(TemplateDesk.Template("{{day}}", language: "zh"), language: "zh-CN")).Body);

    [Fact]
    public async Task PS_4_A_subject_is_one_line()
    {
        TemplateValues values = TemplateDesk.Values(("customer.name", TemplateValue.Of("Ada\r\nBcc: all@example.com")));

        Assert.Equal("template.bad-subject", (await _desk.RenderAsync(TemplateDesk.Template("x", subject: "For {{customer.name}}"), values)).LeftOut?.Code);
        Assert.Equal("For Ada <Byron>", (await _desk.RenderAsync(TemplateDesk.Template("x", MessageFormat.Html, subject: "For {{customer.name}}"))).Subject); // a subject is plain text also where the body is HTML
    }

    [Fact]
    public async Task CA_2_Where_the_provider_approved_templates_their_variables_are_checked_and_filled()
    {
        var approved = new ApprovedTemplate("SMS_1", ["name", "points"]) { MaxValueLength = 11 };
        ChannelDescriptor sms = new("sms") { Audience = Audience.Customers, Templates = [approved] };
        MessageTemplate template = TemplateDesk.Template("{{customer.name}}: {{points}}") with
        {
            Approved = [new ApprovedUse("sms", "SMS_1", [new NamedText("points", "{{points}}"), new NamedText("name", "{{customer.name}}")])],
        };

        RenderedMessage message = await _desk.RenderAsync(template, channel: sms);
        Assert.Equal(new FilledTemplate("SMS_1", [new TemplateArgument("name", "Ada <Byron>"), new TemplateArgument("points", "1,234.5")]), message.Filled);

        RenderedMessage tooLong = await _desk.RenderAsync(template, TemplateDesk.Ada.With(TemplateDesk.Values(("customer.name", TemplateValue.Of("Ada Byron King")))), sms);
        Assert.Equal(new Reason("template.value-too-long", ["name", 11]), tooLong.LeftOut);
        foreach (MessageTemplate wrong in (MessageTemplate[])[
            template with { Approved = [] },
            template with { Approved = [new ApprovedUse("sms", "SMS_2", template.Approved[0].Variables)] },
            template with { Approved = [new ApprovedUse("sms", "SMS_1", [new NamedText("name", "x")])] }])
        {
            Assert.Equal(CareErrorCodes.TemplateChannel, (await Assert.ThrowsAsync<TemplateException>(() => _desk.RenderAsync(wrong, channel: sms))).Code);
        }
    }

    [Fact]
    public async Task CA_2_A_template_in_a_format_that_the_channel_does_not_take_is_refused() => Assert.Equal(
        CareErrorCodes.TemplateChannel,
        (await Assert.ThrowsAsync<TemplateException>(() => _desk.RenderAsync(TemplateDesk.Template("x", MessageFormat.Html), channel: new("sms") { Audience = Audience.Customers }))).Code);
}
