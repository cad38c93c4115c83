namespace Host.Elsa.Definitions;

/// <summary>What may be done with definitions. Whoever gets to see definitions here may also design them.</summary>
internal static class DefinitionLinks
{
    /// <summary>With the list of them.</summary>
    public static IReadOnlyList<ElsaLink> OfList { get; } =
    [
        new("/workflow-definitions", "self", "GET"),
        new("/workflow-definitions/validation/is-name-unique", "is-name-unique", "GET"),
        new("/workflow-definitions/query/count", "count", "GET"),
        new("/workflow-definitions/many-by-id", "many-by-id", "GET"),
        new("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"),
        new("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST"),
        new("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
        new("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
        new("/workflow-definitions/import", "import", "POST"),
        new("/workflow-definitions/import-files", "import-files", "POST"),
        new("/workflow-definitions", "create", "POST"),
    ];

    /// <summary>With one of them.</summary>
    public static IReadOnlyList<ElsaLink> Of(string definitionId)
    {
        var own = $"/workflow-definitions/{definitionId}";
        return
        [
            new(own, "self", "GET"),
            new($"/workflow-definitions/by-definition-id/{definitionId}", "self", "GET"),
            new($"{own}/versions", "versions", "GET"),
            new($"{own}/bulk-dispatch", "bulk-dispatch", "POST"),
            new($"{own}/dispatch", "dispatch", "POST"),
            new($"{own}/execute", "execute", "POST"),
            new($"{own}/export", "export", "POST"),
            new($"{own}/publish", "publish", "POST"),
            new($"{own}/retract", "retract", "POST"),
            new(own, "delete", "DELETE"),
            new($"{own}/import", "import", "PUT"),
            new($"{own}/update-references", "update-references", "POST"),
        ];
    }
}
