/*
 * The libraries that Univer's bundles expect as globals. This file is JavaScript because React's types are
 * not installed: nothing of ours uses React.
 */
import * as redi from "@wendellhu/redi";
import * as rediReact from "@wendellhu/redi/react-bindings";
import * as React from "react";
import * as jsx from "react/jsx-runtime";
import * as ReactDOM from "react-dom";
import * as ReactDOMClient from "react-dom/client";
import * as rxjs from "rxjs";
import * as operators from "rxjs/operators";

Object.assign(window, {
  "@wendellhu/redi": redi,
  "@wendellhu/redi/react-bindings": rediReact,
  React: { ...React, ...jsx },
  ReactDOM: { ...ReactDOM, ...ReactDOMClient },
  rxjs: { ...rxjs, operators },
});
