using System.Text;
using Crm.Sdk.Plugins.Manifests;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Manifests;

public sealed class ManifestReaderTests
{
    private const string Full = """
        {
          "$schema": "https://example.org/plugin.schema.json",
          "manifestVersion": 1,
          "id": "com.acme.sms",
          "version": "2.1.0-beta.1",
          "name": "短信通道",
          "publisher": "Acme",
          "license": "MIT",
          "description": "Sends text messages.",
          "entryAssembly": "Acme.Sms.dll",
          "sdk": "[0.1,1.0)",
          "targetFramework": "net10.0",
          "contributions": [
            { "kind": "notification-channel", "name": "acme-sms", "version": 2, "priority": -3, "activation": "on-demand", "settingsSchema": "schemas/sms.json" },
            { "kind": "classification-rule", "name": "acme.lapsing" }
          ],
          "dependencies": [ { "id": "com.acme.base", "range": "[1.0,2.0)", "optional": true } ],
          "exports": [ "Acme.Sms.Contracts" ],
          "natives": [ { "name": "acme_codec", "version": "3.1", "singleton": true } ],
          "permissions": [ { "kind": "network", "names": [ "api.acme.example" ], "reason": "to send" }, { "kind": "records", "names": [ "customer" ], "access": "write" } ],
          "unload": "supported",
          "deadlines": { "startMs": 1000, "callMs": 2000, "stopMs": 3000 },
          "support": { "url": "https://acme.example/help", "contact": "help@acme.example" },
          "deprecated": { "since": "2.0.0", "replacement": "com.acme.messages" }
        }
        """;

    [Fact]
    public void Every_field_is_read()
    {
        ManifestReading reading = Read(Full);

        Assert.Empty(reading.Problems);
        Assert.Equal(
            new PluginManifest
            {
                ManifestVersion = 1,
                Id = new PluginId("com.acme.sms"),
                Version = "2.1.0-beta.1",
                Name = "短信通道",
                Publisher = "Acme",
                License = "MIT",
                Description = "Sends text messages.",
                EntryAssembly = "Acme.Sms.dll",
                Sdk = "[0.1,1.0)",
                TargetFramework = "net10.0",
                Contributions =
                [
                    new PluginContribution
                    {
                        Kind = "notification-channel", Name = "acme-sms", Version = 2, Priority = -3, Activation = PluginActivation.OnDemand, SettingsSchema = "schemas/sms.json",
                    },
                    new PluginContribution { Kind = "classification-rule", Name = "acme.lapsing" },
                ],
                Dependencies = [new PluginDependency(new PluginId("com.acme.base"), "[1.0,2.0)", Optional: true)],
                Exports = ["Acme.Sms.Contracts"],
                Natives = [new PluginNative("acme_codec", "3.1", Singleton: true)],
                Permissions =
                [
                    new PluginPermission { Kind = PluginPermissionKind.Network, Names = ["api.acme.example"], Reason = "to send" },
                    new PluginPermission { Kind = PluginPermissionKind.Records, Names = ["customer"], Access = PluginAccess.Write },
                ],
                Unload = PluginUnload.Supported,
                Deadlines = new PluginDeadlines(1000, 2000, 3000),
                Support = new PluginSupport("https://acme.example/help", "help@acme.example"),
                Deprecated = new PluginDeprecation("2.0.0", new PluginId("com.acme.messages")),
            },
            reading.Manifest);
    }

    [Fact]
    public void Fields_that_are_left_out_have_their_defaults()
    {
        PluginManifest manifest = Assert.IsType<PluginManifest>(
            Read("""{ "manifestVersion": 1, "id": "a.b", "version": "1.0.0", "name": "n", "entryAssembly": "A.dll", "sdk": "0.1" }""").Manifest);

        Assert.Equal(PluginUnload.RestartRequired, manifest.Unload);
        Assert.Equal(new PluginDeadlines(), manifest.Deadlines);
        Assert.Empty(manifest.Contributions);
        Assert.Null(manifest.Deprecated);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n", "empty")]
    [InlineData("{", "line 1")]
    [InlineData("{\n  \"id\": \"a.b\",\n}", "line 3")]
    [InlineData("{\n  // a comment\n}", "line 2")]
    [InlineData("{} {}", "line 1")]
    [InlineData("{\n  \"id\": \"a.b\",\n  \"id\": \"a.c\"\n}", "'id' stands twice")]
    [InlineData("{ \"id\": \"\\ud800\" }", "surrogate")]
    public void What_is_no_JSON_is_refused_with_its_place(string text, string says)
    {
        ManifestProblem problem = Assert.Single(Read(text).Problems);

        Assert.Equal(PluginErrorCodes.ManifestNotJson, problem.Code);
        Assert.Contains(says, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_another_encoding_is_refused() =>
        Assert.Equal(PluginErrorCodes.ManifestNotJson, Assert.Single(ManifestReader.Read(Encoding.Unicode.GetBytes(Full)).Problems).Code);

    [Fact]
    public void A_byte_order_mark_does_no_harm() => Assert.NotNull(ManifestReader.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Full)]).Manifest);

    [Fact]
    public void A_file_too_large_to_be_a_manifest_is_refused() =>
        Assert.Equal(PluginErrorCodes.ManifestNotJson, Assert.Single(ManifestReader.Read(new byte[ManifestReader.MaxBytes + 1]).Problems).Code);

    [Fact]
    public void A_file_nested_too_deeply_is_refused() =>
        Assert.Equal(PluginErrorCodes.ManifestNotJson, Assert.Single(Read(new string('[', 100_000)).Problems).Code);

    [Theory]
    [InlineData("\"id\": \"com.acme.sms\"", "\"id\": \"Com.Acme\"", 4, "/id", "'Com.Acme' has not the right form; expected: a reversed domain name")]
    [InlineData("\"version\": \"2.1.0-beta.1\"", "\"version\": \"2.1\"", 5, "/version", "expected: a version of three numbers")]
    [InlineData("\"manifestVersion\": 1", "\"manifestVersion\": \"1\"", 3, "/manifestVersion", "'1' is no integer; expected: the version of the manifest's form: 1")]
    [InlineData("\"entryAssembly\": \"Acme.Sms.dll\"", "\"entryAssembly\": \"../Acme.Sms.dll\"", 10, "/entryAssembly", "has not the right form")]
    [InlineData("\"sdk\": \"[0.1,1.0)\"", "\"sdk\": \"[2.0,1.0)\"", 11, "/sdk", "no version can be in the range")]
    [InlineData("\"sdk\": \"[0.1,1.0)\"", "\"sdk\": \"1.*\"", 11, "/sdk", "has not the right form; expected: a range of versions")]
    [InlineData("\"kind\": \"notification-channel\"", "\"kind\": \"Notification\"", 14, "/contributions/0/kind", "has not the right form")]
    [InlineData("\"priority\": -3", "\"priority\": 5000", 14, "/contributions/0/priority", "5000 is out of range; expected: its place among others")]
    [InlineData("\"activation\": \"on-demand\"", "\"activation\": \"later\"", 14, "/contributions/0/activation", "'later' is none of startup, on-demand")]
    [InlineData("\"settingsSchema\": \"schemas/sms.json\"", "\"settingsSchema\": \"../sms.json\"", 14, "/contributions/0/settingsSchema", "within the plugin's folder")]
    [InlineData("\"optional\": true", "\"optional\": \"yes\"", 17, "/dependencies/0/optional", "is no boolean")]
    [InlineData("\"id\": \"com.acme.base\"", "\"id\": \"com.acme.sms\"", 17, "/dependencies/0/id", "the plugin itself")]
    [InlineData("[ \"Acme.Sms.Contracts\" ]", "[ \"A\", \"A\" ]", 18, "/exports/1", "stands twice")]
    [InlineData("\"names\": [ \"api.acme.example\" ]", "\"names\": [ ]", 20, "/permissions/0/names", "0 items; expected: 1 to 100")]
    [InlineData("\"callMs\": 2000", "\"callMs\": 0", 22, "/deadlines/callMs", "from 1 to 600000")]
    [InlineData("\"publisher\": \"Acme\"", "\"publisher\": \"\"", 7, "/publisher", "the text is empty")]
    [InlineData("\"contact\"", "\"mail~/\"", 23, "/support/mail~0~1", "'mail~/' is no field here; expected one of url, contact")]
    [InlineData("\"name\": \"acme.lapsing\"", "\"title\": \"x\"", 15, "/contributions/1", "'name' is missing; expected: the contribution's name")]
    [InlineData("\"kind\": \"classification-rule\", \"name\": \"acme.lapsing\"", "\"kind\": \"notification-channel\", \"name\": \"acme-sms\"", 15, "/contributions/1/name", "declared twice")]
    public void A_break_of_the_schema_is_told_with_line_and_pointer(string right, string wrong, int line, string pointer, string says)
    {
        Assert.Contains(right, Full, StringComparison.Ordinal);
        ManifestReading reading = Read(Full.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Null(reading.Manifest);
        ManifestProblem problem = reading.Problems[0];
        Assert.Equal((PluginErrorCodes.ManifestInvalid, line, pointer), (problem.Code, problem.Line, problem.JsonPointer));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_breaks_are_told_at_once()
    {
        ManifestReading reading = Read("""{ "manifestVersion": 1, "id": "x", "version": "1", "name": "n", "entryAssembly": "A.dll", "colour": "red" }""");

        Assert.Equal([string.Empty, "/id", "/version", "/colour"], reading.Problems.Select(problem => problem.JsonPointer));
    }

    [Fact]
    public void A_newer_form_of_manifest_is_said_to_be_newer_whatever_else_is_in_it()
    {
        ManifestProblem problem = Assert.Single(Read("""{ "manifestVersion": 2, "parts": [] }""").Problems);

        Assert.Equal((PluginErrorCodes.ManifestVersionUnknown, "/manifestVersion"), (problem.Code, problem.JsonPointer));
    }

    [Fact]
    public void The_published_schema_is_the_one_that_hosts_use()
    {
        byte[] published = File.ReadAllBytes(RepositoryFolder.PathOf("docs", "schemas", "plugin.schema.json"));
        using Stream embedded = typeof(ManifestReader).Assembly.GetManifestResourceStream("plugin.schema.json")!;
        using var memory = new MemoryStream();
        embedded.CopyTo(memory);

        Assert.Equal(published, memory.ToArray());
    }

    [Fact]
    public void A_schema_with_a_keyword_that_would_not_be_checked_is_refused() =>
        Assert.Throws<NotSupportedException>(() => JsonSchema.Parse("""{ "properties": { "a": { "multipleOf": 3 } } }"""u8));

    [Fact]
    public void Whatever_the_bytes_are_there_is_either_a_manifest_or_a_problem()
    {
        byte[] full = Encoding.UTF8.GetBytes(Full);
        Law.Holds(
            Gen.Choose(0, full.Length - 1).Two().SelectMany(places => Gen.Choose(0, 255), (places, value) => (places, value)),
            cut =>
            {
                byte[] bytes = [.. full[..Math.Min(cut.places.Item1, cut.places.Item2)], (byte)cut.value, .. full[Math.Max(cut.places.Item1, cut.places.Item2)..]];
                ManifestReading reading = ManifestReader.Read(bytes);
                return reading.Manifest is null != reading.Problems.IsEmpty
                    && reading.Problems.All(problem => problem is { Line: >= 1, Column: >= 1, Message.Length: > 0 });
            },
            tests: 2000);
    }

    private static ManifestReading Read(string text) => ManifestReader.Read(Encoding.UTF8.GetBytes(text));
}
