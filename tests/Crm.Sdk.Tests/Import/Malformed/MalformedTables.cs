namespace Crm.Sdk.Tests.Import.Malformed;

/// <summary>Tables whose quotes, delimiters, columns or sizes are wrong.</summary>
internal static class MalformedTables
{
    private const string Header = MalformedCase.OrderHeader;
    private const string Rest = ",2026-03-01,p,1,1,,,,,,,,,";

    public static IEnumerable<MalformedCase> All() => [.. Quotes(), .. Delimiters(), .. Headers(), .. Rows(), .. Sizes()];

    private static IEnumerable<MalformedCase> Quotes()
    {
        yield return MalformedCase.Row("a quote in the middle", "K,a\"da" + Rest);
        yield return MalformedCase.Row("an inch sign", "K,5\" disk" + Rest);
        yield return MalformedCase.Row("text behind a closed quote", "K,\"ada\"x" + Rest);
        yield return MalformedCase.Row("a blank and text behind a closed quote", "K,\"ada\" x" + Rest);
        yield return MalformedCase.Row("a quote too many", "K,\"\"ada\"\"" + Rest);
        yield return MalformedCase.Row("three quotes", "K,\"\"\"ada" + Rest + "\n\"");
        yield return MalformedCase.Row("quotes escaped by a backslash", "K,\"a\\\"da\"" + Rest);
        yield return MalformedCase.Row("a carriage return in a customer's key", "K,\"a\rda\"" + Rest, "customer");
        yield return MalformedCase.Row("a line end in a customer's key", "K,\"a\nda\"" + Rest, "customer");
        yield return MalformedCase.Row("a single quote is no quote", "K,'ada,x'" + Rest);
        yield return MalformedCase.Row("typographic quotes are no quotes", "K,“ada,x”" + Rest);
        yield return new("a quote that the end of the file leaves open", "orders", Text($"{Header}\n{MalformedCase.Good("orders", 1)}\n{MalformedCase.Good("orders", 2)}\nK,\"ada{Rest}"), "rows.csv", Ending.ErrorOrRows);
        yield return MalformedCase.Whole("a quote that takes the rest of a long file", $"{Header}\nK,\"ada{Rest}\n{string.Concat(Enumerable.Repeat("L,bob,2026-03-01,p,1,1,,,,,,,,,\n", 60_000))}", "line 2");
        yield return MalformedCase.Whole("a quote in the header that is never closed", "customer,\"date,amount\nada,2026-03-01,5\n", "header");
        yield return MalformedCase.Whole("a stray quote in the header", "custo\"mer,date,amount\nada,2026-03-01,5\n", "header");
    }

    private static IEnumerable<MalformedCase> Delimiters()
    {
        foreach ((string name, string delimiter) in new[] { ("semicolons", ";"), ("tabs", "\t"), ("bars", "|"), ("blanks", " ") })
        {
            yield return MalformedCase.Whole($"{name} for commas", $"customer{delimiter}date{delimiter}amount\nada{delimiter}2026-03-01{delimiter}5\n", "delimiter");
            yield return MalformedCase.Row($"one row with {name}", $"K{delimiter}ada{delimiter}2026-03-01{delimiter}p");
        }

        yield return MalformedCase.Whole("commas for tabs", "customer,date,amount\nada,2026-03-01,5\n", "delimiter", file: "rows.tsv");
        yield return MalformedCase.Whole("full-width commas", "customer，date，amount\nada，2026-03-01，5\n", "customer");
        yield return MalformedCase.Row("mixed delimiters", "K;ada,2026-03-01;p,1,1,,,,,,,,,");
        yield return MalformedCase.Row("a decimal comma", "K,ada,2026-03-01,p,1,1,5,,,,,,,,,");
    }

    private static IEnumerable<MalformedCase> Headers()
    {
        foreach (string empty in new[] { "", "\n", "\r\n\r\n", "\uFEFF", "   \n", "\t\n", "\n\n\n\n" })
        {
            yield return MalformedCase.Whole($"nothing in {empty.Length} characters {(int)(empty + "\0")[0]}", empty);
        }

        foreach (string missing in new[] { "customer", "date", "amount" })
        {
            yield return MalformedCase.Whole($"no column {missing}", $"{string.Join(',', new[] { "key", "customer", "date", "amount" }.Where(column => column != missing))}\nK,a,b\n", missing);
        }

        yield return MalformedCase.Whole("a header and no column that is known", "a,b,c\n1,2,3\n", "a, b, c");
        yield return MalformedCase.Whole("two columns of one name", "customer,date,amount,amount\nada,2026-03-01,5,6\n", "'amount' twice");
        yield return MalformedCase.Whole("two columns of one name but for blanks", "customer,date,amount, amount \nada,2026-03-01,5,6\n", "twice");
        yield return MalformedCase.Whole("a row for a header", "K,ada,2026-03-01,p,1,1\nL,ada,2026-03-01,p,1,1\n");
        yield return MalformedCase.Whole("a title above the header", "Orders of March\n" + Header + "\n", "Orders of March");
        yield return MalformedCase.Whole("a separator hint above the header", "sep=,\n" + Header + "\n", "sep=");
        yield return MalformedCase.Whole("a comment above the header", "# exported\n" + Header + "\n", "# exported");
        yield return MalformedCase.Whole("HTML", "<!DOCTYPE html>\n<html><body>503</body></html>\n", "DOCTYPE");
        yield return MalformedCase.Whole("a JSON array for a table", "[{\"customer\":\"ada\"}]\n");
        yield return MalformedCase.Whole("XML", "<?xml version=\"1.0\"?>\n<orders/>\n");
        yield return MalformedCase.Whole("a customer's file without key or name", "shoe size\n42\n", kind: "customers");
        yield return MalformedCase.Row("the header a second time", Header);
        yield return MalformedCase.Row("the header of customers a second time", MalformedCase.CustomerHeader, kind: "customers");
        yield return new("two files of customers, one behind the other", "customers", Text("key,name\nG1,Ada\nkey,name\nG2,Bob\n"), "rows.csv", Ending.OneRowRefused);
        yield return MalformedCase.Whole("a row of customers for orders", "key,name\nada,Ada\n", "need");
    }

    private static IEnumerable<MalformedCase> Rows()
    {
        foreach (int fields in new[] { 1, 2, 7, 14, 16, 17, 100 })
        {
            yield return MalformedCase.Row($"a row of {fields} fields", string.Join(',', Enumerable.Repeat("x", fields)));
        }

        yield return MalformedCase.Row("only delimiters", new string(',', 14));
        yield return MalformedCase.Row("a total below the rows", "Total,,,,,,,,1234.50,,,,,,");
        yield return MalformedCase.Row("an end-of-file character", "\u001A");
        yield return MalformedCase.Row("a comment", "# nothing");
        yield return MalformedCase.Row("a bell", "K\a,ada" + Rest, "key");
        yield return MalformedCase.Row("an escape", "K,a\u001B[31mda" + Rest, "customer");
        yield return MalformedCase.Row("a delete", "K,a\u007Fda" + Rest, "customer");
        yield return MalformedCase.Row("a C1 control", "K,a\u0085da" + Rest, "customer");
    }

    private static IEnumerable<MalformedCase> Sizes()
    {
        string huge = new('x', 10 * 1024 * 1024);
        yield return MalformedCase.Whole("10 MB in a field", $"{Header}\nK,{huge}{Rest}\n", "line 2");
        yield return MalformedCase.Whole("10 MB in a quoted field", $"{Header}\nK,\"{huge}\"{Rest}\n", "line 2");
        yield return MalformedCase.Whole("10 MB of header", huge + "\n");
        yield return MalformedCase.Whole("10 MB of JSON in a line", $"{{\"customer\":\"{huge}\"}}\n", "longer than", file: "rows.jsonl");
        yield return MalformedCase.Whole("100,000 columns without one that is needed", string.Join(',', Enumerable.Range(0, 100_000)) + "\n1\n", "99960 more");
        yield return MalformedCase.Whole("a column's name of 100,000 characters", new string('c', 100_000) + ",date,amount\nada,2026-03-01,5\n", "customer");
        yield return MalformedCase.Row("a row of 100,000 fields", new string(',', 100_000));
        yield return MalformedCase.Row("a field of 500,000 characters", $"K,{new string('x', 500_000)}{Rest}", "customer");
        yield return MalformedCase.Row("500,000 combining marks", $"K,a{new string('\u0301', 300_000)}{Rest}", "customer");
        yield return MalformedCase.Row("a number of 100,000 digits", $"K,ada,2026-03-01,p,1,{new string('9', 100_000)},,,,,,,,,", "price");
        yield return MalformedCase.Row("a date of 100,000 digits", $"K,ada,{new string('2', 100_000)},p,1,1,,,,,,,,,", "date");
    }

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
