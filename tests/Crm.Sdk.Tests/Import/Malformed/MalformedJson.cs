namespace Crm.Sdk.Tests.Import.Malformed;

/// <summary>Lines that are no JSON object, or one of wrong values.</summary>
internal static class MalformedJson
{
    private static readonly string[] NoObjects =
    [
        "not json", "[1,2]", "[]", "\"text\"", "5", "true", "null", "{", "}", "{\"key\":\"K\"", "{\"key\":\"K\",}", "{,}", "{\"key\"}", "{\"key\":}", "{key:\"K\"}", "{'key':'K'}", "{\"key\":\"K\"} {}", "{\"key\":\"K\"}{\"key\":\"L\"}",
        "{\"key\":\"K\"},", "{\"key\":\"K\" \"date\":1}", "{\"key\":01}", "{\"key\":1.}", "{\"key\":.5}", "{\"key\":+1}", "{\"key\":NaN}", "{\"key\":Infinity}", "{\"key\":0x1}", "{\"key\":TRUE}", "{\"key\":undefined}",
        "{\"key\":\"a\tb\"}", "{\"key\":\"\\x\"}", "{\"key\":\"\\u12\"}", "{\"key\":\"unclosed}", "// comment", "{/* c */\"key\":\"K\"}", "\uFEFF{\"key\":\"K\"}", "{\"key\":[1,2}", "{\"key\":{\"a\":1}", "{\"key\":\"K\"}]",
    ];

    private static readonly (string Field, string Json)[] Values =
    [
        ("amount", "true"), ("amount", "[5]"), ("amount", "5e400"), ("amount", "1e5"), ("amount", "-1e-400"), ("amount", "\"five\""), ("amount", "1.005"), ("amount", "null"),
        ("amount", "99999999999999999999999999999999"), ("amount", "0.1000000000000000055511151231257827"),
        ("date", "20260301"), ("date", "true"), ("date", "[\"2026-03-01\"]"), ("date", "\"2026-02-30\""), ("date", "null"), ("date", "1772323200"),
        ("customer", "null"), ("customer", "\"\""), ("customer", "\"a\\u0000b\""), ("customer", "\"a\\u001bb\""), ("customer", "\"\\n\\t\""),
    ];

    public static IEnumerable<MalformedCase> All()
    {
        foreach (string line in NoObjects)
        {
            yield return MalformedCase.Line($"JSON: {line}", line);
        }

        foreach ((string field, string json) in Values)
        {
            string line = string.Join(',', new[] { ("customer", "\"ada\""), ("date", "\"2026-03-01\""), ("amount", "5") }.Select(pair => $"\"{pair.Item1}\":{(pair.Item1 == field ? json : pair.Item2)}"));
            yield return MalformedCase.Line($"JSON: {field} is {json}", $"{{{line}}}", field);
        }

        foreach (string half in new[] { "\\ud800", "\\udc00", "\\ud800x", "\\ude00\\ud83d", "\\ud83d\\ud83d" })
        {
            yield return MalformedCase.Line($"JSON: half of a pair as {half}", $"{{\"customer\":\"{half}\",\"date\":\"2026-03-01\",\"amount\":5}}");
            yield return MalformedCase.Line($"JSON: half of a pair in a name as {half}", $"{{\"{half}\":1,\"customer\":\"ada\",\"date\":\"2026-03-01\",\"amount\":5}}");
        }

        yield return MalformedCase.Line("JSON: a property twice", "{\"customer\":\"ada\",\"customer\":\"bob\",\"date\":\"2026-03-01\",\"amount\":5}");
        yield return MalformedCase.Line("JSON: a property twice by its path", "{\"a\":{\"b\":1},\"a.b\":2,\"customer\":\"ada\",\"date\":\"2026-03-01\",\"amount\":5}");
        foreach (int depth in new[] { 65, 1_000, 100_000 })
        {
            yield return MalformedCase.Line($"JSON: {depth} objects deep", string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));
            yield return MalformedCase.Line($"JSON: {depth} arrays deep", $"{{\"a\":{new string('[', depth)}{new string(']', depth)}}}");
        }

        yield return MalformedCase.Line("JSON: a number of 100,000 digits", $"{{\"customer\":\"ada\",\"date\":\"2026-03-01\",\"amount\":{new string('9', 100_000)}}}", "amount");
        yield return new("JSON: 2,000 properties", "orders", System.Text.Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, 2_000).Select(static i => $"\"p{i}\":{i}"))}}}\n"), "rows.jsonl", Ending.ErrorOrRows);
        foreach ((string name, string text) in new[] { ("an array over many lines", "[\n{\"customer\":\"ada\"},\n{\"customer\":\"bob\"}\n]\n"), ("an object over many lines", "{\n\"customer\":\n\"ada\"\n}\n"), ("empty objects", "{}\n{}\n"), ("a table", "customer,date,amount\nada,2026-03-01,5\n") })
        {
            yield return MalformedCase.Whole($"JSON: {name}", text, file: "rows.jsonl");
        }
    }
}
