namespace Workflows.Core.Tests.Support;

/// <summary>Definitions as an Elsa server and its designer write them.</summary>
internal static class Samples
{
    public const string LeaveRequest = """
        {
          "definitionId": "leave-request",
          "name": "Leave request",
          "isPublished": false,
          "toolVersion": "3.8.0.0",
          "variables": [
            {"id": "v-approved", "name": "TaskResult", "typeName": "Object", "isArray": false, "value": null, "storageDriverTypeName": "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core"},
            {"id": "v-status", "name": "Status", "typeName": "String", "isArray": false, "value": "new", "storageDriverTypeName": null}
          ],
          "inputs": [{"type": "String", "name": "Employee", "displayName": "Employee", "description": "", "category": "Primitives", "isArray": false, "uiHint": "singleline"}],
          "outputs": [{"type": "String", "name": "Outcome"}],
          "outcomes": [],
          "customProperties": {"somebodyElses": {"a": [1, 2.50, 1e3]}},
          "options": {"usableAsActivity": false},
          "root": {
            "id": "flow1", "nodeId": "Workflow1:flow1", "name": "Flowchart1", "type": "Elsa.Flowchart", "version": 1,
            "customProperties": {"notFoundConnections": [], "canStartWorkflow": false},
            "metadata": {},
            "activities": [
              {"id": "a1", "name": "Approve", "type": "Elsa.RunTask", "version": 1,
                "taskName": {"typeName": "String", "expression": {"type": "Literal", "value": "approve-leave"}},
                "payload": {"typeName": "ObjectDictionary", "expression": {"type": "JavaScript", "value": "({ employee: getInput('Employee') })"}},
                "taskId": null,
                "result": {"typeName": "Object", "memoryReference": {"id": "v-approved"}},
                "customProperties": {"canStartWorkflow": true},
                "metadata": {"designer": {"position": {"x": 40, "y": 80}, "size": {"width": 160.5, "height": 50}}, "displayText": "批准请假"}},
              {"id": "a2", "name": "Approved?", "type": "Elsa.FlowDecision", "version": 1,
                "condition": {"typeName": "Boolean", "expression": {"type": "JavaScript", "value": "getTaskResult() && getTaskResult().approved === true"}}},
              {"id": "a3", "name": "MarkApproved", "type": "Elsa.SetVariable", "version": 1,
                "variable": {"id": "v-status", "name": "Status", "typeName": "String"},
                "value": {"typeName": "Object", "expression": {"type": "Literal", "value": "approved"}}},
              {"id": "a4", "name": "Finish1", "type": "Elsa.Finish", "version": 1}
            ],
            "connections": [
              {"source": {"activity": "a1", "port": "Done"}, "target": {"activity": "a2", "port": "In"}, "vertices": []},
              {"source": {"activity": "a2", "port": "True"}, "target": {"activity": "a3", "port": "In"}},
              {"source": {"activity": "a2", "port": "False"}, "target": {"activity": "a4", "port": "In"}},
              {"source": {"activity": "a3", "port": "Done"}, "target": {"activity": "a4", "port": "In"}}
            ]
          }
        }
        """;
}
