using System.Runtime.Loader;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Sdk.Plugins.Preflight;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Preflight;

public sealed class DepsFileTests
{
    private const string Good = """
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0", "signature": "" },
          "compilationOptions": {},
          "targets": {
            ".NETCoreApp,Version=v10.0": {
              "Acme.Sms/1.0.0": {
                "dependencies": { "Acme.Codec": "1.2.0" },
                "runtime": { "Acme.Sms.dll": {} }
              },
              "Acme.Codec/1.2.0": {
                "runtime": { "lib/net8.0/Acme.Codec.dll": { "assemblyVersion": "1.2.0.0", "fileVersion": "1.2.0.0" } },
                "resources": { "lib/net8.0/de/Acme.Codec.resources.dll": { "locale": "de" } },
                "native": { "native/libcodec.so": { "fileVersion": "0.0.0.0" } },
                "runtimeTargets": { "runtimes/linux-x64/native/libcodec.so": { "rid": "linux-x64", "assetType": "native", "fileVersion": "0.0.0.0" } }
              }
            }
          },
          "libraries": {
            "Acme.Sms/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
            "Acme.Codec/1.2.0": { "type": "package", "serviceable": true, "sha512": "sha512-x", "path": "acme.codec/1.2.0", "hashPath": "acme.codec.1.2.0.nupkg.sha512" }
          },
          "runtimes": { "linux-x64": [ "linux", "unix" ] }
        }
        """;

    [Fact]
    public void A_file_as_the_SDK_writes_it_passes() => Assert.Null(Problem(Good));

    [Fact]
    public void The_files_of_this_program_pass() =>
        Assert.All(Directory.EnumerateFiles(AppContext.BaseDirectory, "*.deps.json"), path => Assert.Null(DepsFile.FindProblem(File.ReadAllBytes(path))));

    [Theory]
    [InlineData("{}", "'runtimeTarget' is missing")]
    [InlineData("""{ "runtimeTarget": 5, "targets": {}, "libraries": {} }""", "'runtimeTarget' is no text")]
    [InlineData("""{ "runtimeTarget": { "name": 5 }, "targets": {}, "libraries": {} }""", "the name of 'runtimeTarget' is no text")]
    [InlineData("""{ "runtimeTarget": { "name": "x" }, "targets": {}, "libraries": {} }""", "'targets' lacks the runtime target 'x'")]
    [InlineData("""{ "runtimeTarget": "x", "targets": { "x": [] }, "libraries": {} }""", "a target is no object")]
    [InlineData("""{ "runtimeTarget": "x", "targets": { "x": {} }, "libraries": { "Acme": {} } }""", "is not of the form name/version")]
    [InlineData("""{ "runtimeTarget": "x", "targets": { "x": { "A/1": { "runtime": { "../../A.dll": {} } } } }, "libraries": {} }""", "leads out of the plugin's folder")]
    [InlineData("", "empty")]
    [InlineData("nonsense", "line 1")]
    [InlineData("[]", "the file is no object")]
    [InlineData("null", "the file is no object")]
    [InlineData("""{ "runtimeTarget": "x", "targets": { "x": {} }, "libraries": { "A/1": { "type": "project" } } }""", "'sha512' is missing")]
    public void Anything_else_is_told_and_never_gets_to_the_runtimes_reader(string text, string says) =>
        Assert.Contains(says, Problem(text), StringComparison.Ordinal);

    [Fact]
    public async Task Whatever_passes_the_check_the_runtimes_own_reader_survives()
    {
        await using var folder = new TempFolder();
        string assembly = await folder.WriteAsync("Acme.Sms.dll", string.Empty);
        string deps = folder.PathOf("Acme.Sms.deps.json");
        int places = Places(JsonNode.Parse(Good)!).Count;
        int passed = 0;

        // A break of this law ends the test process, as it would end a host.
        Law.Holds(
            Gen.Choose(0, places - 1).SelectMany(_ => Gen.Elements("remove", "null", "5", "\"x\"", "{}", "[]", "true", "[{}]", "{\"a\":1}", "\"\"", "\"a\\u0000b\"", "\"9999999999.x.-1.2\""), (place, with) => (place, with)),
            change =>
            {
                string text = Change(change.place, change.with);
                if (Problem(text) is null)
                {
                    passed++;
                    File.WriteAllText(deps, text);
                    var resolver = new AssemblyDependencyResolver(assembly);
                    _ = resolver.ResolveAssemblyToPath(new System.Reflection.AssemblyName("Acme.Codec"));
                    _ = resolver.ResolveUnmanagedDllToPath("codec");
                }
            },
            tests: 2000);

        Assert.InRange(passed, 1, 1999);
    }

    private static string? Problem(string text) => DepsFile.FindProblem(Encoding.UTF8.GetBytes(text));

    private static string Change(int place, string with)
    {
        JsonNode root = JsonNode.Parse(Good)!;
        (JsonNode parent, object key) = Places(root)[place];
        switch (parent, key, with)
        {
            case (JsonObject members, string name, "remove"):
                members.Remove(name);
                break;
            case (JsonObject members, string name, _):
                members[name] = JsonNode.Parse(with);
                break;
            case (JsonArray items, int index, "remove"):
                items.RemoveAt(index);
                break;
            case (JsonArray items, int index, _):
                items[index] = JsonNode.Parse(with);
                break;
        }

        return root.ToJsonString();
    }

    /// <summary>Every value in the document, by its parent and its name or index.</summary>
    private static List<(JsonNode Parent, object Key)> Places(JsonNode node) => node switch
    {
        JsonObject members => [.. members.SelectMany(member => Places(member.Value!).Prepend((members, member.Key)))],
        JsonArray items => [.. items.SelectMany((item, index) => Places(item!).Prepend((items, index)))],
        _ => [],
    };
}
